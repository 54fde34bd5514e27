/** Models of KerasHub and KerasNLP: texts and images in, answers out. */
module io.github.cornu.hub {
    requires transitive io.github.cornu.importer;
    requires com.fasterxml.jackson.core;

    // Of images in files alone.
    requires static java.desktop;

    exports io.github.cornu.hub;
    exports io.github.cornu.hub.image;
    exports io.github.cornu.hub.text;
    exports io.github.cornu.hub.tokenizer;
}
