/** Files that appear whole or not at all. */
package io.github.cornu.output;
