/** Runs compiled Keras models: tensors, operations, graphs, compiler, sessions. */
module io.github.cornu.runtime {
    requires static jdk.incubator.vector;

    exports io.github.cornu;
    exports io.github.cornu.graph;
    exports io.github.cornu.kernel;
    exports io.github.cornu.op;
    exports io.github.cornu.tensor;
}
