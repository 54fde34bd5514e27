/** Which layers there are. */
package io.github.cornu.hub.layers.registry;
