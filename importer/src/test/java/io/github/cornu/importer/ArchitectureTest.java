package io.github.cornu.importer;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.importer.Sources.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What each package of the runtime, of the importer and of the hub may import, which library each package may know, and
 * which classes of a package may name each other.
 */
@Tag("smoke")
class ArchitectureTest {
    private static final Pattern OWN = Pattern.compile("io\\.github\\.cornu((?:\\.[a-z0-9]+)*)\\.[A-Z]\\w*.*");

    /** Classes of the root package that all may import. */
    private static final Set<String> EXCEPTIONS = Set.of("ModelException", "UnsupportedModelException");

    /** Classes of the root package that name no others of it, but each other. */
    private static final Set<String> LEAVES = Set.of(
            "GrowingStates",
            "ModelException",
            "OnNewModel",
            "Printable",
            "RowLayout",
            "State",
            "StateBytes",
            "UnsupportedModelException");

    /**
     * What a package may import besides itself and {@link #EXCEPTIONS}: packages, where a star stands for all below,
     * and classes of the root package.
     */
    private static final Map<String, String> ALLOWED = new TreeMap<>();

    static {
        ALLOWED.put("tensor", "");
        ALLOWED.put("kernel", "tensor");
        ALLOWED.put("kernel.threads", "kernel");
        ALLOWED.put("op.weights", "tensor kernel kernel.threads");
        String op = "tensor kernel kernel.threads op ";
        ALLOWED.put("op", "tensor kernel kernel.threads op.weights");
        ALLOWED.put("op.shape", op + "op.weights");
        ALLOWED.put("op.reduce", op);
        ALLOWED.put("op.text", op);
        ALLOWED.put("op.normalization", op);
        ALLOWED.put("op.element", op + "op.shape");
        ALLOWED.put("op.image", op + "op.shape");
        ALLOWED.put("op.attention", op + "op.shape");
        ALLOWED.put("op.dense", op + "op.element op.weights");
        ALLOWED.put("op.convolutional", op + "op.shape op.weights");
        ALLOWED.put("op.pooling", op + "op.convolutional");
        ALLOWED.put("op.recurrent", op + "op.shape op.weights op.convolutional");
        ALLOWED.put("op.custom", op + "op.recurrent op.text");
        ALLOWED.put("graph", "tensor op");
        ALLOWED.put("file", "tensor kernel op op.* graph");
        ALLOWED.put("plan", "tensor kernel kernel.threads op op.* graph plan.pass plan.stream");
        ALLOWED.put("plan.pass", "tensor op op.* graph");
        ALLOWED.put("plan.stream", "tensor op op.* graph");
        ALLOWED.put("output", "");
        ALLOWED.put("session", "tensor op op.shape graph plan State");
        ALLOWED.put("pool", "tensor op plan session OnNewModel OnNewModel.Kind RowLayout State");
        ALLOWED.put("", "tensor kernel kernel.threads op op.* graph file output plan plan.pass session pool");

        ALLOWED.put("importer.config", "");
        ALLOWED.put("importer.source.hdf5", "");
        ALLOWED.put("importer.source", "importer.config importer.source.hdf5");
        ALLOWED.put("importer.custom", "");
        ALLOWED.put("importer.numpy", "");
        String layer = "importer.config importer.layer ";
        ALLOWED.put("importer.layer", "importer.config importer.custom");
        ALLOWED.put("importer.layer.core", layer);
        ALLOWED.put("importer.layer.activation", layer);
        ALLOWED.put("importer.layer.applications", layer);
        ALLOWED.put("importer.layer.convolutional", layer);
        ALLOWED.put("importer.layer.merging", layer);
        ALLOWED.put("importer.layer.normalization", layer);
        ALLOWED.put("importer.layer.operation", layer);
        ALLOWED.put("importer.layer.reshaping", layer);
        ALLOWED.put("importer.layer.attention", layer + "importer.layer.core importer.layer.activation");
        ALLOWED.put("importer.layer.pooling", layer + "importer.layer.convolutional");
        ALLOWED.put("importer.layer.rnn", layer + "importer.layer.convolutional");
        ALLOWED.put("importer.layer.operation.text", layer + "importer.layer.operation");
        ALLOWED.put("importer.layer.operation.signal", layer + "importer.layer.operation");
        ALLOWED.put(
                "importer.layer.operation.image", layer + "importer.layer.operation importer.layer.operation.signal");
        ALLOWED.put(
                "importer.layer.operation.registry",
                layer + "importer.layer.operation importer.layer.operation.image importer.layer.operation.signal"
                        + " importer.layer.operation.text");
        ALLOWED.put("importer.layer.model", layer + "importer.layer.operation importer.layer.operation.registry");
        ALLOWED.put("importer.layer.custom", layer + "importer.custom importer.layer.rnn");
        ALLOWED.put("importer.layer.weights", layer + "importer.source importer.custom");
        ALLOWED.put(
                "importer.layer.preprocessing",
                layer + "importer.source importer.layer.convolutional importer.layer.weights");
        ALLOWED.put("importer.layer.registry", layer + "importer.custom importer.layer.*");
        ALLOWED.put("importer", "importer.*");

        ALLOWED.put("hub.net", "");
        ALLOWED.put("hub.layers", "importer.custom");
        ALLOWED.put("hub.layers.image", "importer.custom hub.layers");
        ALLOWED.put("hub.layers.registry", "importer.custom hub.layers hub.layers.image");
        ALLOWED.put("hub.models.common", "hub.net hub.layers");
        ALLOWED.put("hub.models.text", "hub.net hub.layers hub.models.common");
        ALLOWED.put("hub.models.image", "hub.net hub.layers hub.layers.image hub.models.common");
        ALLOWED.put("hub.models", "hub.net hub.models.*");
        ALLOWED.put("hub.config", "");
        ALLOWED.put("hub.tokenizer.unicode", "");
        ALLOWED.put("hub.tokenizer.bytepair", "hub.tokenizer.unicode");
        ALLOWED.put("hub.tokenizer.sentencepiece", "hub.tokenizer.unicode");
        ALLOWED.put("hub.tokenizer.wordpiece", "hub.tokenizer.unicode");
        ALLOWED.put("hub.tokenizer", "hub.tokenizer.* hub.config");
        ALLOWED.put("hub.text", "hub.tokenizer hub.config");
        ALLOWED.put("hub.image", "hub.config");
        ALLOWED.put("hub", "hub.* importer importer.custom importer.source");
    }

    /** Classes that cannot do without each other, by package. */
    private static final Set<String> CIRCLES = Set.of(
            ": State StateBytes",
            ": ConvertOptions CornuFile Golden ListenerCalls Model ModelListener PoolWorker Session StreamPool",
            // A config names objects, and each of these has a config.
            "importer.config: LayerConfig ObjectConfig",
            "importer.layer: Arguments Call HalfValues KerasLayer KerasTensor KnownArray Lowering OutputMasks"
                    + " WeightSlot",
            // A sealed type names its two cases.
            "importer.source: LayerWeights VariableTree WeightStore",
            // An operation makes its time loop, which reads all options of the operation.
            "op.recurrent: Recurrence Recurrent");

    /** Libraries beside the JDK, and the package that knows them, with those below it. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "io.jhdf",
            "importer.source",
            "org.slf4j",
            "importer.source.hdf5",
            "com.fasterxml",
            "importer.config",
            "com.fasterxml.jackson.core",
            "hub.config",
            "javax.imageio",
            "hub.image",
            "jdk.incubator",
            "kernel");

    @Test
    void importsGoOneWay() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Source source : Sources.all()) {
            for (String imported : source.imports()) {
                if (!isAllowed(source.home(), imported)) {
                    wrong.add(source.home() + "." + source.name() + " imports " + imported);
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    private static boolean isAllowed(String home, String imported) {
        Matcher own = OWN.matcher(imported);
        if (!own.matches()) {
            return imported.startsWith("java.")
                    || LIBRARIES.entrySet().stream()
                            .anyMatch(library ->
                                    imported.startsWith(library.getKey()) && home.startsWith(library.getValue()));
        }
        String target = own.group(1).isEmpty() ? "" : own.group(1).substring(1);
        boolean above = home.startsWith("importer") || home.startsWith("hub");
        boolean below = above && !target.startsWith("importer") && !target.startsWith("hub");
        String name = imported.substring(Sources.BASE.length() + 1);
        return target.equals(home) || below || EXCEPTIONS.contains(name) || mayImport(home, target, name);
    }

    private static boolean mayImport(String home, String target, String name) {
        return List.of(ALLOWED.get(home).split(" ")).stream()
                .anyMatch(allowed -> allowed.endsWith("*")
                        ? target.startsWith(allowed.substring(0, allowed.length() - 1))
                        : allowed.equals(target) || allowed.equals(name));
    }

    @Test
    void leavesNameNothingElseOfTheirPackage() throws IOException {
        List<Source> root =
                Sources.all().stream().filter(source -> source.home().isEmpty()).toList();
        Map<String, Set<String>> references = Sources.references(root);
        for (String leaf : LEAVES) {
            Set<String> others = new TreeSet<>(references.get(leaf));
            others.removeAll(LEAVES);
            assertEquals(Set.of(), others, leaf);
        }
    }

    @Test
    void everyPackageIsListed() throws IOException {
        Set<String> packages = new TreeSet<>();
        Sources.all().forEach(source -> packages.add(source.home()));
        assertEquals(ALLOWED.keySet(), packages);
    }

    @Test
    void classesOfAPackageFormNoCircles() throws IOException {
        Set<String> found = new TreeSet<>();
        Sources.all().stream()
                .collect(groupingBy(Source::home))
                .forEach((home, sources) -> Sources.circles(Sources.references(sources))
                        .forEach(circle -> found.add(home + ": " + String.join(" ", circle))));
        assertEquals(new TreeSet<>(CIRCLES), found);
    }

    @Test
    void aCircleIsFound() {
        Map<String, Set<String>> references =
                Map.of("A", Set.of("B"), "B", Set.of("C"), "C", Set.of("B", "D"), "D", Set.of());
        assertEquals(Set.of(Set.of("B", "C")), Sources.circles(references));
    }
}
