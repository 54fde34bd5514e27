/** The {@code .cornu} file: a graph with its weights, in bytes that later versions read for ever. */
package io.github.cornu.file;
