/** What models do, as meters of Micrometer. */
module io.github.cornu.micrometer {
    requires transitive io.github.cornu.runtime;
    requires transitive micrometer.core;

    exports io.github.cornu.micrometer;
}
