/** The layers of {@code keras_hub.layers}, and those inside its models, each an operation composition in one file. */
package io.github.cornu.hub.layers;
