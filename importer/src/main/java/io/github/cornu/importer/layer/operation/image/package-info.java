/** Functions of images: resizing, cutting, colors, filters, patches, transforms. */
package io.github.cornu.importer.layer.operation.image;
