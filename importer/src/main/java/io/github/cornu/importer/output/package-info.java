/** Files that appear when they are complete. */
package io.github.cornu.importer.output;
