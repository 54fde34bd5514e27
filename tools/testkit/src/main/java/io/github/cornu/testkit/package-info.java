/** Tests for JUnit 5 and 6 that a model on the JVM gives what Keras gave. */
package io.github.cornu.testkit;
