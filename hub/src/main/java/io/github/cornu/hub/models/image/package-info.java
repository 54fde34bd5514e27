/** The model classes of images, a file a family. */
package io.github.cornu.hub.models.image;
