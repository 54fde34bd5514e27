/** Runs compiled Keras models: tensors, operations, graphs, compiler, sessions. */
module io.github.cornu.runtime {
    requires static jdk.incubator.vector;

    exports io.github.cornu;
    exports io.github.cornu.graph;
    exports io.github.cornu.kernel;
    exports io.github.cornu.op;
    exports io.github.cornu.op.attention;
    exports io.github.cornu.op.convolutional;
    exports io.github.cornu.op.custom;
    exports io.github.cornu.op.dense;
    exports io.github.cornu.op.element;
    exports io.github.cornu.op.image;
    exports io.github.cornu.op.normalization;
    exports io.github.cornu.op.pooling;
    exports io.github.cornu.op.recurrent;
    exports io.github.cornu.op.reduce;
    exports io.github.cornu.op.shape;
    exports io.github.cornu.op.text;
    exports io.github.cornu.op.weights;
    exports io.github.cornu.output;
    exports io.github.cornu.tensor;
}
