/** NumPy's files of arrays. */
package io.github.cornu.importer.numpy;
