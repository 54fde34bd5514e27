/** From images to the inputs of KerasHub's models. */
package io.github.cornu.hub.image;
