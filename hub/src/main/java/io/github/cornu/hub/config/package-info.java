/** The JSON that KerasHub writes. */
package io.github.cornu.hub.config;
