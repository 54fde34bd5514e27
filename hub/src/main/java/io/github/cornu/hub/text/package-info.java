/** KerasHub's preprocessors of texts: tokens packed into rows, as models take them. */
package io.github.cornu.hub.text;
