/** The spectrograms of kapre. */
package io.github.cornu.layers.audio;
