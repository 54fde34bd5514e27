/**
 * Models on keyed streams of Apache Flink: the state of a model for each key, stepped in batches and kept in Flink's
 * checkpoints. {@link io.github.cornu.flink.CornuFlink} is where it starts.
 */
package io.github.cornu.flink;
