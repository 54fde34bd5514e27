/**
 * Trained Keras models on the JVM: a {@link io.github.cornu.Model} is compiled once, a {@link io.github.cornu.Session}
 * runs it, a {@link io.github.cornu.State} is what its recurrent layers remember.
 */
package io.github.cornu;
