package io.github.cornu.importer.reflection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.op.Weighted;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is looked up by name stands in the files that tell GraalVM's native images of it; {@code -Dcornu.writeDocs}
 * writes them.
 */
class NativeImageTest {
    private static final String KERNELS = "io.github.cornu.kernel.";
    private static final String SELECTOR = KERNELS + "KernelSelector";
    private static final List<String> SIMD = List.of(KERNELS + "VectorKernels", KERNELS + "WarmingKernels");
    private static final String VECTOR = "jdk.incubator.vector.FloatVector";
    private static final String STATES = "io.github.cornu.importer.source.hdf5.H5States";
    /** More than layers have. */
    private static final int AXES_OF_STATES = 8;

    @Test
    void theRuntimeLooksUpItsKernelsAndComponentsOfRecords() throws Exception {
        ReflectiveCalls calls = ReflectiveCalls.of(Model.class);
        assertEquals(
                Map.of(
                        "KernelSelector$Vector", Set.of("Class.forName", "Class.getDeclaredField"),
                        "Weighted", Set.of("Class.getRecordComponents")),
                calls.callers);
        Set<String> named = new TreeSet<>();
        for (String text : calls.texts) {
            Stream.of(text, KERNELS + text).filter(NativeImageTest::isClass).forEach(named::add);
        }
        assertEquals(new TreeSet<>(List.of(SIMD.get(0), SIMD.get(1), VECTOR)), named);
        for (String kernels : SIMD) {
            assertNotNull(Class.forName(kernels).getDeclaredField("INSTANCE"));
        }
        Stream<String> kernels =
                SIMD.stream().map(type -> entry(SELECTOR, type, "\"fields\": [{ \"name\": \"INSTANCE\" }]"));
        Stream<String> records = calls.classes.stream()
                .map(NativeImageTest::load)
                .filter(type -> type.isRecord() && Weighted.class.isAssignableFrom(type))
                .map(type -> entry(type.getName(), type.getName(), accessors(type)));
        assertMetadata(
                "runtime",
                Stream.of(kernels, Stream.of(entry(SELECTOR, VECTOR, "")), records)
                        .flatMap(entries -> entries)
                        .toList());
    }

    /** Resources are those of the program, which names them in a file of its own; GraalVM finds services by itself. */
    @Test
    void theImporterMakesArraysOfFloats() throws Exception {
        ReflectiveCalls calls = ReflectiveCalls.of(KerasModels.class);
        assertEquals(
                Map.of(
                        "H5Logging", Set.of("ServiceLoader.load"),
                        "H5States", Set.of("Array.newInstance"),
                        "KerasFile", Set.of("Class.getResourceAsStream")),
                calls.callers);
        assertNotNull(load(STATES));
        assertMetadata(
                "importer",
                Stream.iterate("float[]", type -> type + "[]")
                        .limit(AXES_OF_STATES)
                        .map(type -> entry(STATES, type, ""))
                        .toList());
    }

    private static String entry(String reached, String type, String members) {
        return "    { \"condition\": { \"typeReached\": \"" + reached + "\" }, \"type\": \"" + type + "\""
                + (members.isEmpty() ? "" : ", " + members) + " }";
    }

    private static String accessors(Class<?> type) {
        List<String> methods = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> "{ \"name\": \"" + name + "\", \"parameterTypes\": [] }")
                .toList();
        return "\"methods\": [" + String.join(", ", methods) + "]";
    }

    private static void assertMetadata(String module, List<String> entries) throws IOException {
        String expected = "{\n  \"reflection\": [\n" + String.join(",\n", entries) + "\n  ]\n}\n";
        Path file = Path.of("../" + module + "/src/main/resources/META-INF/native-image/io.github.cornu/cornu-" + module
                + "/reachability-metadata.json");
        if (System.getProperty("cornu.writeDocs") != null) {
            Files.writeString(file, expected);
        }
        assertEquals(expected, Files.readString(file), () -> file + " is old; write it with -Dcornu.writeDocs");
        JsonNode listed = new ObjectMapper().readTree(expected).path("reflection");
        assertEquals(entries.size(), listed.size());
    }

    private static boolean isClass(String name) {
        try {
            return load(name) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NativeImageTest.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
