/** Ready custom objects for the layers of packages around Keras. */
module io.github.cornu.layers {
    requires transitive io.github.cornu.importer;

    exports io.github.cornu.layers;
}
