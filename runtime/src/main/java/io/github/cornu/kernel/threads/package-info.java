/**
 * Threads that share the parts of one short job, such as a large matrix product; the bits of the results do not change.
 */
package io.github.cornu.kernel.threads;
