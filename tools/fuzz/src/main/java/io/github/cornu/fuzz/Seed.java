package io.github.cornu.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An architecture that is to be edited.
 *
 * @param json as {@code model.to_json()} gives it
 * @param weights the file of its weights
 */
record Seed(ObjectNode json, Path weights) {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private static final int MAX_BYTES = 1 << 17;

    /** All HDF5 files of whole models in a folder. */
    static List<Path> files(Path folder) {
        List<Path> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.endsWith("model.h5")).sorted().toList()) {
                if (Files.size(file) <= MAX_BYTES) {
                    seeds.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    /** The architecture in a file; null if it has none. */
    static Seed of(Path file) {
        try (HdfFile h5 = new HdfFile(file.toAbsolutePath())) {
            Attribute config = h5.getAttribute("model_config");
            if (config == null || !(config.getData() instanceof String text)) {
                return null;
            }
            JsonNode json = MAPPER.readTree(text);
            for (String name : List.of("keras_version", "backend")) {
                Attribute attribute = h5.getAttribute(name);
                if (attribute != null && attribute.getData() instanceof String value) {
                    ((ObjectNode) json).put(name, value);
                }
            }
            return json instanceof ObjectNode object ? new Seed(object, file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another tree as the bytes of a file. */
    static byte[] bytes(ObjectNode json) throws IOException {
        return MAPPER.writeValueAsBytes(json);
    }
}
