package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.hub.config.Json;
import io.github.cornu.hub.image.ImageConverter;
import io.github.cornu.hub.text.Preprocessors;
import io.github.cornu.hub.text.TextPreprocessor;
import io.github.cornu.hub.tokenizer.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the preprocessor that was saved with a model: in its config, or beside it in a preset. */
final class SavedPreprocessor {
    private static final String IN_PRESET = "preprocessor.json";
    private static final String CONVERTER_IN_PRESET = "image_converter.json";
    private static final String KEY = "preprocessor";

    private final Path path;
    private final SavedFiles files;
    /** What was saved, once it was looked for; null before. */
    private Optional<Map<String, Object>> saved;

    private boolean inPreset;

    /** @param path an archive, or the folder of an unzipped one or of a preset */
    SavedPreprocessor(Path path) {
        this.path = path;
        files = new SavedFiles(path);
    }

    /** Whether one was saved with the model, of texts or of images. */
    boolean isThere() {
        return saved().isPresent();
    }

    private synchronized Optional<Map<String, Object>> saved() {
        if (saved == null) {
            String preset = files.text(IN_PRESET);
            inPreset = preset != null;
            saved = Optional.ofNullable(inPreset ? Json.object(preset) : inConfig());
        }
        return saved;
    }

    /**
     * Reads that of texts.
     *
     * @throws ModelException if there is none, or it cannot be read
     */
    TextPreprocessor texts() {
        return texts(false);
    }

    /** As {@link #texts()}, of a model that generates for predict, whose texts TensorFlow cuts into tokens. */
    TextPreprocessor textsForPredict() {
        return texts(true);
    }

    private TextPreprocessor texts(boolean forPredict) {
        Map<String, Object> found = saved().orElseThrow(() -> new ModelException(path.getFileName()
                + ": the model was saved without its preprocessor; give it tensors, or save it in Python with one"));
        if (isOfImages(found)) {
            throw new ModelException(path.getFileName() + ": the model takes images, not texts");
        }
        String folder = inPreset ? "assets/tokenizer/" : "assets/preprocessor/tokenizer/";
        Workflow workflow = forPredict ? Workflow.TENSORFLOW : workflow(found);
        return Preprocessors.read(found, assets(folder), workflow);
    }

    /** Reads that of images; empty if there is none. */
    Optional<ImageConverter> images() {
        Map<String, Object> found = saved().orElse(null);
        if (found != null && isOfImages(found)) {
            return Optional.of(ImageConverter.read(found));
        }
        String converter = files.text(CONVERTER_IN_PRESET);
        return Optional.ofNullable(converter).map(ImageConverter::read);
    }

    /** That in an archive's config; null if there is none. */
    private Map<String, Object> inConfig() {
        String config = files.text("config.json");
        Object whole = config == null ? null : Json.object(config).get("config");
        Object found = whole instanceof Map<?, ?> values ? values.get(KEY) : null;
        return found instanceof Map<?, ?> ? map(found) : null;
    }

    private static boolean isOfImages(Map<String, Object> found) {
        String name = String.valueOf(found.get("class_name"));
        return name.endsWith("ImageClassifierPreprocessor") || name.endsWith("ImageSegmenterPreprocessor");
    }

    /** As {@code generate} takes texts, and {@code predict} of models that do not generate: within graphs. */
    private static Workflow workflow(Map<String, Object> found) {
        String name = String.valueOf(found.get("class_name"));
        boolean generates = name.endsWith("CausalLMPreprocessor") || name.endsWith("Seq2SeqLMPreprocessor");
        return generates ? Workflow.PYTHON : Workflow.TENSORFLOW;
    }

    /** JSON has no keys but texts. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    private Function<String, InputStream> assets(String folder) {
        return name -> {
            try {
                return files.open(folder + name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
