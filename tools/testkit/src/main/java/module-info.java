/** Tests that a model on the JVM gives what Keras gave. */
module io.github.cornu.testkit {
    requires transitive io.github.cornu.importer;
    requires transitive org.junit.jupiter.api;

    exports io.github.cornu.testkit;
}
