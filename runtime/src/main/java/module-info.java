/**
 * Runs compiled Keras models: tensors, models, sessions, and the operations that custom layers are composed of. Loops
 * over arrays, the compiler and the form of files are not exported: they may change.
 */
module io.github.cornu.runtime {
    requires static jdk.incubator.vector;

    exports io.github.cornu;
    exports io.github.cornu.graph;
    exports io.github.cornu.op;
    exports io.github.cornu.op.attention;
    exports io.github.cornu.op.convolutional;
    exports io.github.cornu.op.custom;
    exports io.github.cornu.op.dense;
    exports io.github.cornu.op.element;
    exports io.github.cornu.op.image;
    exports io.github.cornu.op.normalization;
    exports io.github.cornu.op.pooling;
    exports io.github.cornu.op.reduce;
    exports io.github.cornu.op.shape;
    exports io.github.cornu.op.text;
    exports io.github.cornu.output;
    exports io.github.cornu.tensor;
    exports io.github.cornu.kernel to
            io.github.cornu.importer;
    exports io.github.cornu.op.recurrent to
            io.github.cornu.importer;
}
