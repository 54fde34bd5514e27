/** The model classes of texts, a file a family. */
package io.github.cornu.hub.models.text;
