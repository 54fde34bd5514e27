/** Models of KerasHub and KerasNLP. */
module io.github.cornu.hub {
    requires transitive io.github.cornu.importer;

    exports io.github.cornu.hub;
}
