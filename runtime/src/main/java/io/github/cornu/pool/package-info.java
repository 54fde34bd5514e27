/**
 * The inside of pools: handles and states of many streams, and how they are brought together to be stepped as batches.
 */
package io.github.cornu.pool;
