/** How a graph runs in chunks of time: which values are sequences, what is kept from chunk to chunk, and why not. */
package io.github.cornu.plan.stream;
