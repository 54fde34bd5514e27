package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.FitImage;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The layer classes of Keras that can be imported. */
public final class LayerRegistry {
    /** Creates a layer from its config. */
    interface Creator {
        KerasLayer create(LayerConfig config, LayerFactory factory);
    }

    /**
     * A layer class.
     *
     * @param remark what a user should know of it
     * @param computes whether it does arithmetic, so that its number type matters
     */
    public record Entry(String className, String remark, boolean computes, Creator creator) {
        KerasLayer create(LayerConfig config, LayerFactory factory) {
            return creator.create(config, factory);
        }
    }

    private static final String CHANNELS_FIRST = "channels_first";
    private static final String RECURRENT = "masks, initial_state, stateful, go_backwards, time_major";
    private static final Map<String, Entry> ENTRIES = new TreeMap<>();

    static {
        structure("InputLayer", InputLayer::new, "dense numbers or texts, not sparse or ragged");
        structure("Sequential", SequentialLayer::new, "also nested");
        structure("Functional", FunctionalLayer::new, "also nested");
        structure("Model", FunctionalLayer::new, "the older name of Functional");

        add("Dense", DenseLayer::new, "inputs of any rank");
        add("Activation", ActivationLayer::new, "all functions of Keras");
        add("ReLU", ReluLayer::new, "max_value, negative_slope, threshold");
        add("LeakyReLU", LeakyReluLayer::new, "negative_slope, alpha");
        add("PReLU", PReluLayer::new, "shared_axes");
        add("ELU", EluLayer::new, "alpha");
        add("Softmax", SoftmaxLayer::new, "any axis or axes, masks");
        add("ThresholdedReLU", ThresholdedReluLayer::new, "theta; Keras 2");

        for (String name : IdentityLayer.CLASSES) {
            add(name, IdentityLayer::new, "nothing at inference");
        }

        add("Flatten", FlattenLayer::new, "channels_first");
        add("Reshape", ReshapeLayer::new, "one axis may be -1");
        add("Permute", PermuteLayer::new, "any order");
        add("RepeatVector", RepeatVectorLayer::new, "");
        for (int axes = 1; axes <= 3; axes++) {
            int spatial = axes;
            String format = axes == 1 ? "" : CHANNELS_FIRST;
            String interpolation = axes == 2 ? "all interpolations; " : "";
            add("Cropping" + axes + "D", (config, factory) -> new CroppingLayer(config, spatial), format);
            add("ZeroPadding" + axes + "D", (config, factory) -> new ZeroPaddingLayer(config, spatial), format);
            add(
                    "UpSampling" + axes + "D",
                    (config, factory) -> new UpSamplingLayer(config, spatial),
                    interpolation + format);
        }

        add(
                "Resizing",
                (config, factory) -> new ResizingLayer(config, null),
                "all interpolations, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio; " + CHANNELS_FIRST);
        add("CenterCrop", (config, factory) -> new ResizingLayer(config, FitImage.Fit.CENTER), CHANNELS_FIRST);
        add("RandomCrop", RandomCropLayer::of, "resized at inference in Keras 2, nothing in Keras 3.15");
        for (String name : AugmentationLayer.CLASSES) {
            add(name, AugmentationLayer::new, "nothing at inference");
        }

        add("Embedding", EmbeddingLayer::new, "mask_zero");
        add("Masking", MaskingLayer::new, "mask_value");
        add("LSTM", LstmLayer::new, RECURRENT);
        add("GRU", GruLayer::new, "reset_after both ways; " + RECURRENT);
        add("CuDNNLSTM", LstmLayer::new, "as LSTM, without masks");
        add("CuDNNGRU", GruLayer::new, "as GRU with reset_after, without masks");
        add("SimpleRNN", SimpleRnnLayer::new, RECURRENT);
        add("RNN", RnnLayer::new, "of LSTMCell, GRUCell, SimpleRNNCell, StackedRNNCells; " + RECURRENT);
        structure("LSTMCell", LstmCellLayer::new, "inside RNN");
        structure("GRUCell", GruCellLayer::new, "inside RNN");
        structure("SimpleRNNCell", SimpleRnnCellLayer::new, "inside RNN");
        structure("StackedRNNCells", StackedCellsLayer::new, "inside RNN");
        add(
                "Bidirectional",
                BidirectionalLayer::new,
                "of LSTM, GRU, SimpleRNN, RNN, ConvLSTM; all merge modes, backward_layer");
        add("TimeDistributed", TimeDistributedLayer::new, "of any layer or model that is not stateful");

        for (String name : MergeLayer.CLASSES) {
            add(name, MergeLayer::new, "broadcasting");
        }
        add("Concatenate", ConcatenateLayer::new, "any axis but the batch, masks");
        add("Dot", DotLayer::new, "one axis of each input, normalize");

        addAttention();
        for (int axes = 1; axes <= 3; axes++) {
            addWindows(axes);
        }
        add(
                "BatchNormalization",
                BatchNormalizationLayer::create,
                "one axis, any but the batch; renorm; mode 1 of Keras 1");
        add("MaxoutDense", MaxoutDenseLayer::new, "Keras 1");
        add("Highway", HighwayLayer::new, "Keras 1");
        add("SReLU", SReluLayer::new, "Keras 1; shared_axes");
        add("ParametricSoftplus", ParametricSoftplusLayer::new, "Keras 1; shared_axes");
        add("Merge", MergeDotLayer::new, "Keras 1; all modes but Python code");
        add("LayerNormalization", LayerNormalizationLayer::new, "any axes but the batch; rms_scaling");
        add("RMSNormalization", RmsNormalizationLayer::new, "any axes but the batch");
        add("GroupNormalization", GroupNormalizationLayer::new, "any axis but the batch");
        add("UnitNormalization", UnitNormalizationLayer::new, "any axes but the batch");
        add("SpectralNormalization", SpectralNormalizationLayer::new, "of any layer");
        addPreprocessing();
    }

    private LayerRegistry() {}

    /** What transformers are made of. */
    private static void addAttention() {
        add("EinsumDense", EinsumDenseLayer::new, "any equation that keeps the batch axis, bias_axes");
        String masks = "masks, attention_mask, use_causal_mask, sliding_window, return_attention_scores, use_gate";
        add("MultiHeadAttention", MultiHeadAttentionLayer::new, "value_dim, output_shape, attention_axes; " + masks);
        add("GroupedQueryAttention", GroupQueryAttentionLayer::new, "keras.layers.GroupQueryAttention; " + masks);
        String scores = "use_scale; masks, use_causal_mask, return_attention_scores";
        add("Attention", DenseAttentionLayer::new, "score_mode, " + scores);
        add("AdditiveAttention", DenseAttentionLayer::new, scores);
        add("ReversibleEmbedding", ReversibleEmbeddingLayer::new, "tie_weights, mask_zero, reverse, logit_soft_cap");
    }

    /** Layers that make numbers of what people have. */
    private static void addPreprocessing() {
        structure("Pipeline", PipelineLayer::new, "of any layers");
        add("Rescaling", RescalingLayer::new, "a number or numbers for the last axes");
        add("Normalization", NormalizationLayer::new, "adapted, or mean and variance; any axes, invert");
        structure("CategoryEncoding", CategoryEncodingLayer::new, "all output modes, count_weights");
        structure("Discretization", DiscretizationLayer::new, "bin_boundaries or adapted; all output modes");
        structure("IntegerLookup", IntegerLookupLayer::new, "all output modes, invert, num_oov_indices, mask_token");
        structure(
                "StringLookup",
                StringLookupLayer::new,
                "all output modes, one index for unknown texts or none, mask_token");
        structure(
                "TextVectorization",
                TextVectorizationLayer::new,
                "all of standardize and split, ngrams, all output modes; output_mode int with"
                        + " output_sequence_length");
    }

    /** Layers whose windows move over so many spatial axes. */
    private static void addWindows(int axes) {
        String padding = axes == 1 ? "; valid, same and causal padding; " : "; valid and same padding; ";
        String options = padding + CHANNELS_FIRST;
        add(
                "Conv" + axes + "D",
                (config, factory) -> new ConvolutionLayer(config, factory, axes),
                "strides, dilation_rate, groups" + options);
        add(
                "Conv" + axes + "DTranspose",
                (config, factory) -> new TransposedConvolutionLayer(config, factory, axes),
                "strides, output_padding, dilation_rate; valid and same padding; " + CHANNELS_FIRST);
        add(
                "ConvLSTM" + axes + "D",
                (config, factory) -> new ConvLstmLayer(config, factory, axes),
                "strides, dilation_rate; valid and same padding; " + CHANNELS_FIRST
                        + "; masks, initial_state, stateful, go_backwards");
        if (axes < 3) {
            add(
                    "DepthwiseConv" + axes + "D",
                    (config, factory) -> new DepthwiseConvolutionLayer(config, factory, axes),
                    "strides, dilation_rate, depth_multiplier; valid and same padding; " + CHANNELS_FIRST);
            add(
                    "SeparableConv" + axes + "D",
                    (config, factory) -> new SeparableConvolutionLayer(config, factory, axes),
                    "strides, dilation_rate, depth_multiplier" + options);
            add(
                    "LocallyConnected" + axes + "D",
                    (config, factory) -> new LocallyConnectedLayer(config, factory, axes),
                    "strides; valid and same padding; all implementations; " + CHANNELS_FIRST + "; Keras 2");
        }
        for (boolean max : new boolean[] {true, false}) {
            String name = (max ? "Max" : "Average") + "Pooling" + axes + "D";
            add(
                    name,
                    (config, factory) -> new PoolingLayer(config, axes, max),
                    "strides; valid and same padding; " + CHANNELS_FIRST);
            add(
                    "Global" + name,
                    (config, factory) -> new GlobalPoolingLayer(config, axes, max),
                    "keepdims; " + (axes == 1 && !max ? "masks; " : "") + CHANNELS_FIRST);
            add("Adaptive" + name, (config, factory) -> new AdaptivePoolingLayer(config, axes, max), CHANNELS_FIRST);
        }
    }

    private static void add(String className, Creator creator, String remark) {
        ENTRIES.put(className, new Entry(className, remark, true, creator));
    }

    private static void structure(String className, Creator creator, String remark) {
        ENTRIES.put(className, new Entry(className, remark, false, creator));
    }

    /** All layer classes, by name. */
    public static Map<String, Entry> entries() {
        return Collections.unmodifiableMap(ENTRIES);
    }

    static Entry find(String className) {
        Entry entry = ENTRIES.get(className);
        if (entry == null) {
            throw new UnsupportedModelException(
                    className.equals("Lambda")
                            ? "a Lambda layer is Python code, which is not executed"
                            : "this layer class is not supported");
        }
        return entry;
    }
}
