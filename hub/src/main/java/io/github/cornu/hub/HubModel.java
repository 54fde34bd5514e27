package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Sampling;
import io.github.cornu.hub.image.ImageConverter;
import io.github.cornu.hub.text.CausalLmPreprocessor;
import io.github.cornu.hub.text.Seq2SeqLmPreprocessor;
import io.github.cornu.hub.text.TextPreprocessor;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model of KerasHub, which takes texts or images if it was saved with its preprocessor. Safe for any number of
 * threads.
 *
 * <pre>{@code
 * HubModel sentiment = HubModels.load(Path.of("sentiment.keras"));
 * float[] scores = sentiment.classify("What a wonderful film!");
 * }</pre>
 */
public final class HubModel {
    private static final String POOLED = "pooled_output";
    private static final String PADDING = "padding_mask";

    private final Model model;
    private final Supplier<Model> loadGenerator;
    private final Supplier<Seq2SeqModel> loadSeq2Seq;
    private final SavedPreprocessor saved;
    private Model generator;
    private Seq2SeqModel seq2Seq;
    private TextPreprocessor preprocessor;
    private TextPreprocessor predictPreprocessor;
    private Optional<ImageConverter> imageConverter;

    HubModel(Model model, Supplier<Model> loadGenerator, Supplier<Seq2SeqModel> loadSeq2Seq, SavedPreprocessor saved) {
        this.model = model;
        this.loadGenerator = loadGenerator;
        this.loadSeq2Seq = loadSeq2Seq;
        this.saved = saved;
    }

    /**
     * The model that takes tensors: of texts {@code token_ids}, {@code padding_mask} and what else its class has, shape
     * (batch, steps) each, by these names; of images {@code images}. Its outputs have the names of KerasHub.
     */
    public Model model() {
        return model;
    }

    /**
     * The same causal language model, as one that generates from tokens, see {@link HubLoader#loadGenerator}. It is on
     * the same weights; not after {@link HubLoader#loadBackbone}, and of {@code .cornu} files, where it is read when it
     * is asked for first.
     *
     * @throws ModelException if the model is none, and cannot be loaded as one
     */
    public synchronized Model generator() {
        if (generator == null) {
            generator = loadGenerator.get();
        }
        return generator;
    }

    /** Whether the model was saved with what makes its inputs of texts or images. */
    public boolean hasPreprocessor() {
        return saved.isThere();
    }

    /**
     * What makes inputs of texts. It is read when it is asked for first, from the same file.
     *
     * @throws ModelException if the model was saved without it, it cannot be read, or the file is not there any more
     * @throws io.github.cornu.UnsupportedModelException if its class or that of its tokenizer is not supported
     */
    public synchronized TextPreprocessor preprocessor() {
        if (preprocessor == null) {
            preprocessor = saved.texts();
        }
        return preprocessor;
    }

    /**
     * What makes the model's input of an image; empty if the model was saved without. It is read when it is asked for
     * first, from the same file.
     *
     * @throws ModelException if it cannot be read, or the file is not there any more
     * @throws io.github.cornu.UnsupportedModelException if its class or an option of it is not supported
     */
    public synchronized Optional<ImageConverter> imageConverter() {
        if (imageConverter == null) {
            imageConverter = saved.images();
        }
        return imageConverter;
    }

    /**
     * The inputs of the model for texts, a row each, by name.
     *
     * @param texts each may be several texts that the preprocessor packs into one row, as a question and an answer
     * @throws ModelException as {@link #preprocessor()} does
     * @throws IllegalArgumentException if the preprocessor takes another number of texts in a row
     */
    public Map<String, Tensor> inputs(List<String[]> texts) {
        Objects.requireNonNull(texts, "texts");
        return TextInputs.of(model, texts, preprocessor()::preprocess);
    }

    /**
     * The inputs of the model for texts as {@code predict} makes them in Python, a row each, by name. Of models that
     * generate they are others than those of {@link #inputs}, which {@code generate} begins with: texts have an end,
     * and become tokens as TensorFlow does it. What {@code model().run} makes of them are the scores of the token after
     * each, (texts, steps, vocabulary).
     *
     * @param texts as for {@link #inputs}; of sequence-to-sequence models one for the encoder and one for the decoder
     * @throws ModelException as {@link #preprocessor()} does
     * @throws IllegalArgumentException if the preprocessor takes another number of texts in a row
     */
    public Map<String, Tensor> predictInputs(List<String[]> texts) {
        Objects.requireNonNull(texts, "texts");
        return TextInputs.of(model, texts, predictPreprocessor()::preprocessForPredict);
    }

    private synchronized TextPreprocessor predictPreprocessor() {
        if (predictPreprocessor == null) {
            boolean generates =
                    preprocessor() instanceof CausalLmPreprocessor || preprocessor() instanceof Seq2SeqLmPreprocessor;
            predictPreprocessor = generates ? saved.textsForPredict() : preprocessor();
        }
        return predictPreprocessor;
    }

    /**
     * The score of each class, as {@code predict} gives it in Python: logits, unless the model was made with an
     * activation, for instance {@code softmax}.
     *
     * @param text one text, or several that belong together, as a question and an answer
     * @throws ModelException if the model is no text classifier, and as {@link #preprocessor()} does
     */
    public float[] classify(String... text) {
        return classify(List.<String[]>of(Objects.requireNonNull(text, "text"))).data();
    }

    /**
     * The scores of many texts at once, shape (texts, classes).
     *
     * @param texts each one text, or several that belong together
     * @throws ModelException as {@link #classify(String...)} does
     */
    public Tensor classify(List<String[]> texts) {
        requireClassifier();
        return model.run(inputs(texts)).values().iterator().next();
    }

    /**
     * The score of each class for an image, as {@code predict} gives it in Python for an image of floats.
     *
     * @param image shape (height, width, channels), of any size, numbers from 0 to 255; {@link
     *     io.github.cornu.hub.image.Pixels} reads them from a file
     * @throws ModelException if the model is no image classifier, or was saved without its preprocessor
     * @throws IllegalArgumentException if the image has another rank
     */
    public float[] classify(Tensor image) {
        return classifyImages(List.of(Objects.requireNonNull(image, "image"))).data();
    }

    /**
     * The scores of many images at once, shape (images, classes).
     *
     * @param images at least one, each as for {@link #classify(Tensor)}; of one size if the converter resizes none
     * @throws ModelException as {@link #classify(Tensor)} does
     */
    public Tensor classifyImages(List<Tensor> images) {
        requireClassifier();
        return model.run(imageInput(images));
    }

    /**
     * The scores of the classes of each pixel, as {@code predict} gives them in Python for an image of floats: logits,
     * unless the model was made with an activation.
     *
     * @param image as for {@link #classify(Tensor)}
     * @return shape (height, width, classes), of the image as its converter makes it
     * @throws ModelException if the model segments no images, or was saved without its preprocessor
     * @throws IllegalArgumentException if the image has another rank
     */
    public Tensor segment(Tensor image) {
        Tensor scores = segmentImages(List.of(Objects.requireNonNull(image, "image")));
        return Tensor.of(scores.data(), scores.shape().remove(0));
    }

    /**
     * The scores of the classes of each pixel of many images at once, shape (images, height, width, classes).
     *
     * @param images as for {@link #classifyImages}
     * @throws ModelException as {@link #segment} does
     */
    public Tensor segmentImages(List<Tensor> images) {
        Objects.requireNonNull(images, "images");
        if (model.outputs().size() != 1 || model.outputs().get(0).shape().rank() != 4) {
            throw new ModelException("the model segments no images: its outputs are " + model.outputs());
        }
        return model.run(imageInput(images));
    }

    /**
     * The likeliest class of each pixel: the first of those with the largest score of {@link #segment}.
     *
     * @param image as for that method
     * @return rows of pixels
     * @throws ModelException as that method does
     */
    public int[][] segmentationMask(Tensor image) {
        return PixelClasses.likeliest(segment(image));
    }

    /**
     * The input of the model for images, shape (images, height, width, channels).
     *
     * @param images as for {@link #classifyImages}
     * @throws ModelException if the model was saved without its preprocessor
     * @throws IllegalArgumentException if there is no image, or they are of several sizes after the conversion
     */
    public Tensor imageInput(List<Tensor> images) {
        Objects.requireNonNull(images, "images");
        ImageConverter converter = imageConverter()
                .orElseThrow(() -> new ModelException(
                        "the model was saved without an image converter; give it tensors, or save it in Python with a"
                                + " preprocessor"));
        return Stacked.of(images.stream().map(converter::convert).toList());
    }

    private void requireClassifier() {
        if (model.outputs().size() != 1 || model.outputs().get(0).shape().rank() != 2) {
            throw new ModelException("the model is no classifier: its outputs are " + model.outputs());
        }
    }

    /**
     * A vector for a text: the {@code pooled_output} of backbones that have one, else the mean of the last layer's
     * outputs over all tokens but padding.
     *
     * @param text one text, or several that belong together
     * @throws ModelException if the model is no backbone, and as {@link #preprocessor()} does
     */
    public float[] embed(String... text) {
        Objects.requireNonNull(text, "text");
        boolean pooled =
                model.outputs().stream().anyMatch(output -> output.name().equals(POOLED));
        if (!pooled
                && (model.outputs().size() != 1
                        || model.outputs().get(0).shape().rank() != 3)) {
            throw new ModelException("the model is no backbone: its outputs are " + model.outputs());
        }
        Map<String, Tensor> inputs = inputs(List.<String[]>of(text));
        Map<String, Tensor> outputs = model.run(inputs);
        return pooled
                ? outputs.get(POOLED).data()
                : mean(outputs.values().iterator().next(), inputs.get(PADDING));
    }

    /** @param x (1, steps, width) */
    private static float[] mean(Tensor x, Tensor mask) {
        Shape shape = x.shape();
        int width = shape.length(2);
        float[] sums = new float[width];
        int count = 0;
        for (int step = 0; step < shape.length(1); step++) {
            if (mask != null && mask.data()[step] == 0f) {
                continue;
            }
            count++;
            for (int i = 0; i < width; i++) {
                sums[i] += x.data()[step * width + i];
            }
        }
        for (int i = 0; i < width; i++) {
            sums[i] /= Math.max(1, count);
        }
        return sums;
    }

    /**
     * Goes on with a text, as {@code generate} does in Python; the text that comes back begins with the prompt. Of a
     * sequence-to-sequence model the prompt is the text of the encoder, and what comes back is that of the decoder. Its
     * encoder runs once, its decoder step by step on the keys and values of the steps before; both have the weights of
     * the {@link #model}.
     *
     * @param most how many tokens are added at most; fewer if the model ends the text
     * @param sampling how tokens are chosen; where it has no end, the tokenizer's end token is
     * @throws ModelException if the model is no language model that generates, and as {@link #preprocessor()} does
     */
    public String generate(String prompt, int most, Sampling sampling) {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(sampling, "sampling");
        return texts().sample(prompt, most, sampling);
    }

    /**
     * Goes on with a text by beam search, as {@code generate} does in Python with {@code BeamSampler}: the likeliest of
     * the sequences that are searched at once.
     *
     * @param prompt as for {@link #generate(String, int, Sampling)}
     * @param most how many tokens are added at most, at least 1
     * @param beams how many sequences are searched at once, at least 1; the work of a token and the memory grow with it
     * @throws ModelException as {@link #generate(String, int, Sampling)} does
     */
    public String generate(String prompt, int most, int beams) {
        Objects.requireNonNull(prompt, "prompt");
        return texts().search(prompt, most, beams);
    }

    private TextGenerator texts() {
        return new TextGenerator(model, preprocessor(), this::seq2Seq);
    }

    private synchronized Seq2SeqModel seq2Seq() {
        if (seq2Seq == null) {
            seq2Seq = loadSeq2Seq.get();
        }
        return seq2Seq;
    }

    /** What {@link Model#toString} says. */
    @Override
    public String toString() {
        return model.toString();
    }
}
