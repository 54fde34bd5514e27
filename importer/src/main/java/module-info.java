/** Reads Keras's files, and NumPy's. */
module io.github.cornu.importer {
    requires transitive io.github.cornu.runtime;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.jhdf;

    // What jhdf needs: without a module descriptor it cannot say so itself.
    requires com.ning.compress.lzf;
    requires org.apache.commons.lang3;
    requires org.slf4j;

    uses org.slf4j.spi.SLF4JServiceProvider;

    exports io.github.cornu.importer;
    exports io.github.cornu.importer.custom;
    exports io.github.cornu.importer.numpy;
    exports io.github.cornu.importer.source to
            io.github.cornu.hub;
}
