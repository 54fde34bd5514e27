/** What the layers share, and small layers. */
package io.github.cornu.layers.core;
