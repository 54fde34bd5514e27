package io.github.cornu.hub;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.importer.KerasFile;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.KerasParts;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Loads models of KerasHub in all ways that there are. {@link HubModels#loader()} is where it starts. Immutable, so
 * that one loader may be kept and used by any number of threads: each method that sets something returns another one.
 */
public final class HubLoader {
    static final HubLoader DEFAULTS = new HubLoader(CompileOptions.defaults(), CustomObjects.none());

    /** The only input of models that generate. */
    private static final String TOKENS = "token_ids";

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
        KerasFile file = KerasFile.of(Objects.requireNonNull(path, "path"));
        SavedPreprocessor saved = new SavedPreprocessor(path);
        if (file.isCornu()) {
            Model model = keras(Form.WHOLE).load(file);
            return new HubModel(model, () -> loadGenerator(path), () -> loadSeq2Seq(path), saved);
        }
        try (KerasParts parts = keras(Form.WHOLE).parts(file)) {
            List<String> classes = new ArrayList<>();
            Model whole = parts.load(HubObjects.with(custom, Form.WHOLE, classes::add));
            String name = classes.isEmpty() ? "" : classes.get(0);
            // Parts that generate have the weights of the whole, so that they are loaded while the file is open.
            Supplier<Model> generator = name.endsWith("CausalLM") ? generator(parts, path) : () -> loadGenerator(path);
            Supplier<Seq2SeqModel> halves = name.endsWith("Seq2SeqLM") ? halves(parts, path) : () -> loadSeq2Seq(path);
            return new HubModel(whole, generator, halves, saved);
        }
    }

    /** One on the weights of the whole; if that fails, it is tried anew, and told, when it is asked for. */
    private Supplier<Model> generator(KerasParts parts, Path path) {
        try {
            Model model = parts.load(HubObjects.with(custom, Form.STREAM));
            return () -> model;
        } catch (ModelException e) {
            return () -> loadGenerator(path);
        }
    }

    private Supplier<Seq2SeqModel> halves(KerasParts parts, Path path) {
        try {
            Model decoder = parts.load(HubObjects.with(custom, Form.STEP));
            Model encoder = parts.load(HubObjects.with(custom, Form.ENCODER));
            Seq2SeqModel model = new Seq2SeqModel(Seq2SeqParts.of(encoder, decoder));
            return () -> model;
        } catch (ModelException e) {
            return () -> loadSeq2Seq(path);
        }
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
     * @throws ModelException as that method does, and if it is no causal language model; of sequence-to-sequence models
     *     see {@link #loadSeq2Seq}
     */
    public Model loadGenerator(Path path) {
        Model model = keras(Form.STREAM).load(Objects.requireNonNull(path, "path"));
        if (GraphHalves.isSeq2Seq(model)) {
            throw new ModelException("it is a sequence-to-sequence model: use loadSeq2Seq").in(name(path));
        }
        List<TensorSpec> inputs = model.inputs();
        if (inputs.size() != 1 || !inputs.get(0).name().equals(TOKENS)) {
            throw new ModelException("it is no causal language model that generates: its inputs are " + inputs)
                    .in(name(path));
        }
        return model;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /**
     * Loads and compiles a sequence-to-sequence model as one that generates from tokens. Both halves share the weights
     * that they have in common.
     *
     * @param path as for {@link HubModels#load}; of {@code .cornu} files those that {@link #convert} writes of such
     *     models as generators
     * @throws ModelException as that method does, and if it is another model
     */
    public Seq2SeqModel loadSeq2Seq(Path path) {
        KerasFile file = KerasFile.of(Objects.requireNonNull(path, "path"));
        if (file.isCornu()) {
            return Seq2SeqModel.load(path, options);
        }
        try (KerasParts parts = keras(Form.STEP).parts(file)) {
            // First, since a table that also makes the scores can be shared by the encoder, but not the other way.
            Model decoder = parts.load(HubObjects.with(custom, Form.STEP));
            if (!GraphHalves.isSeq2Seq(decoder)) {
                throw new ModelException("it is no sequence-to-sequence model that generates").in(name(path));
            }
            return new Seq2SeqModel(Seq2SeqParts.of(parts.load(HubObjects.with(custom, Form.ENCODER)), decoder));
        }
    }

    /**
     * Writes a model as a {@code .cornu} file, which {@link Model#load(Path)} reads without this library and the
     * importer; but for sequence-to-sequence models that generate, which need this library.
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
