/** Models of KerasHub and KerasNLP: texts in, answers out. */
module io.github.cornu.hub {
    requires transitive io.github.cornu.importer;
    requires com.fasterxml.jackson.core;

    exports io.github.cornu.hub;
    exports io.github.cornu.hub.text;
    exports io.github.cornu.hub.tokenizer;
}
