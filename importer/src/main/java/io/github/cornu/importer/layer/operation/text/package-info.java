/** Functions of texts. */
package io.github.cornu.importer.layer.operation.text;
