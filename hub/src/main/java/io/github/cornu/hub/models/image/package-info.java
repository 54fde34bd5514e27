/** The model classes of images, a file a family, with the text part of CLIP. */
package io.github.cornu.hub.models.image;
