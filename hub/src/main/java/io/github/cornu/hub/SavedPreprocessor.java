package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.hub.text.Preprocessors;
import io.github.cornu.hub.text.TextPreprocessor;
import io.github.cornu.hub.tokenizer.Workflow;
import io.github.cornu.hub.tokenizer.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Finds the preprocessor that was saved with a model: in its config, or beside it in a preset. */
final class SavedPreprocessor {
    private static final String IN_PRESET = "preprocessor.json";
    private static final String KEY = "preprocessor";

    private SavedPreprocessor() {}

    /**
     * Reads it.
     *
     * @throws ModelException if there is none, or it cannot be read
     */
    static TextPreprocessor read(Path path) {
        SavedFiles files = new SavedFiles(path);
        String preset = files.text(IN_PRESET);
        if (preset != null) {
            return read(Json.object(preset), assets(files, "assets/tokenizer/"));
        }
        String config = files.text("config.json");
        Object saved = config == null ? null : Json.object(config).get("config");
        Object found = saved instanceof Map<?, ?> values ? values.get(KEY) : null;
        if (!(found instanceof Map<?, ?>)) {
            throw new ModelException(path.getFileName() + ": the model was saved without its preprocessor; give it"
                    + " tensors, or save it in Python with one");
        }
        return read(map(found), assets(files, "assets/preprocessor/tokenizer/"));
    }

    /** As {@code generate} of causal language models takes texts, and {@code predict} of all others: within graphs. */
    private static TextPreprocessor read(Map<String, Object> saved, Function<String, InputStream> assets) {
        boolean causal = String.valueOf(saved.get("class_name")).endsWith("CausalLMPreprocessor");
        return Preprocessors.read(saved, assets, causal ? Workflow.PYTHON : Workflow.TENSORFLOW);
    }

    /** JSON has no keys but texts. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    private static Function<String, InputStream> assets(SavedFiles files, String folder) {
        return name -> {
            try {
                return files.open(folder + name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
