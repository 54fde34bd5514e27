package io.github.cornu.hub;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.hub.models.Form;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.custom.CustomObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Loads models of KerasHub in all ways that there are. {@link HubModels#loader()} is where it starts. Immutable, so
 * that one loader may be kept and used by any number of threads: each method that sets something returns another one.
 */
public final class HubLoader {
    static final HubLoader DEFAULTS = new HubLoader(CompileOptions.defaults(), CustomObjects.none());

    private final CompileOptions options;
    private final CustomObjects custom;

    private HubLoader(CompileOptions options, CustomObjects custom) {
        this.options = options;
        this.custom = custom;
    }

    /** With other options than {@link CompileOptions#defaults()}. */
    public HubLoader options(CompileOptions other) {
        return new HubLoader(Objects.requireNonNull(other, "other"), custom);
    }

    /** With layers and functions that are neither Keras's nor KerasHub's; they go before these. */
    public HubLoader customObjects(CustomObjects own) {
        return new HubLoader(options, Objects.requireNonNull(own, "own"));
    }

    /**
     * Loads and compiles a model.
     *
     * @param path as for {@link HubModels#load}
     * @throws ModelException as that method does
     */
    public HubModel load(Path path) {
        Objects.requireNonNull(path, "path");
        return new HubModel(
                keras(Form.WHOLE).load(path),
                () -> loadGenerator(path),
                () -> loadSeq2Seq(path),
                new SavedPreprocessor(path));
    }

    /**
     * Loads and compiles the backbone in the folder of a preset, without the task that it may have.
     *
     * @param preset what {@code save_to_preset} writes
     * @throws ModelException as {@link #load} does, and if there is no {@code config.json}
     */
    public HubModel loadBackbone(Path preset) {
        Objects.requireNonNull(preset, "preset");
        Path sharded = preset.resolve("model.weights.json");
        Path weights = Files.exists(sharded) ? sharded : preset.resolve("model.weights.h5");
        return new HubModel(
                keras(Form.WHOLE).weights(weights).load(preset.resolve("config.json")),
                () -> loadGenerator(preset),
                () -> loadSeq2Seq(preset),
                new SavedPreprocessor(preset));
    }

    /**
     * Loads and compiles a causal language model as one that generates texts: its only input are {@code token_ids},
     * shape (batch, steps), of which none is padding, its output are the logits. Its streams keep keys and values, for
     * {@link io.github.cornu.Generation}.
     *
     * @param path as for {@link HubModels#load}
     * @throws ModelException as that method does, and if it is a sequence-to-sequence model, see {@link #loadSeq2Seq}
     */
    public Model loadGenerator(Path path) {
        Model model = keras(Form.STREAM).load(Objects.requireNonNull(path, "path"));
        if (GraphHalves.isSeq2Seq(model)) {
            throw new ModelException("it is a sequence-to-sequence model: use loadSeq2Seq").in(name(path));
        }
        return model;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /**
     * Loads and compiles a sequence-to-sequence model as one that generates from tokens.
     *
     * @param path as for {@link HubModels#load}
     * @throws ModelException as that method does, and if it is another model
     */
    public Seq2SeqModel loadSeq2Seq(Path path) {
        Model encoder = keras(Form.ENCODER).load(Objects.requireNonNull(path, "path"));
        if (!GraphHalves.isSeq2Seq(encoder)) {
            throw new ModelException("it is no sequence-to-sequence model that generates").in(name(path));
        }
        return new Seq2SeqModel(Seq2SeqParts.of(encoder, keras(Form.STEP).load(path)));
    }

    /**
     * Writes a model as a {@code .cornu} file, which {@link Model#load(Path)} reads without this library and the
     * importer.
     *
     * @param path as for {@link HubModels#load}
     * @param target where the file goes; it appears, or replaces the old one, when it is complete
     * @param generator whether it is to generate texts, as {@link #loadGenerator} says; of a sequence-to-sequence model
     *     the file is for {@link Seq2SeqModel#load(Path)} then
     * @throws ModelException as {@link KerasLoader#convert(Path, Path, ConvertOptions)} does
     */
    public void convert(Path path, Path target, boolean generator, ConvertOptions how) {
        keras(generator ? Form.STREAM : Form.WHOLE).convert(Objects.requireNonNull(path, "path"), target, how);
    }

    private KerasLoader keras(Form form) {
        return KerasModels.loader().options(options).customObjects(HubObjects.with(custom, form));
    }
}
