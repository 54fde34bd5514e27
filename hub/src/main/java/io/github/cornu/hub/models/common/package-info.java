/** What the model classes of all families are built with. */
package io.github.cornu.hub.models.common;
