/** Models of KerasHub: text and images in, answers out. */
module io.github.cornu.hub {
    requires transitive io.github.cornu.importer;
    requires com.fasterxml.jackson.core;

    exports io.github.cornu.hub.tokenizer;
    exports io.github.cornu.hub.text;
}
