/**
 * Trained Keras models on the JVM: a {@link io.github.cornu.Model} is compiled once, a {@link io.github.cornu.Session}
 * runs it, a {@link io.github.cornu.State} is what its recurrent layers remember.
 *
 * <p>An argument that is null is a {@link java.lang.NullPointerException} with its name; a number out of range is an
 * {@link java.lang.IllegalArgumentException}; whatever is wrong with a model, a file, an input or a state is a {@link
 * io.github.cornu.ModelException}. Records are results that the library makes: they may get more components, so read
 * them by their methods, and leave their constructors and patterns alone.
 */
package io.github.cornu;
