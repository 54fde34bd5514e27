/** JMH benchmarks: {@code tools/bench/run [NAME]}. */
package io.github.cornu.bench;
