/** A program of one class with a layer of its own. */
module example.predict {
    requires io.github.cornu.importer;
}
