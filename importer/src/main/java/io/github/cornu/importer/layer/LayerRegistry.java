package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.FitImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    private static final String FUNCTIONS = "the functions of TensorFlow listed below";

    /** The class to find, or null to go through all. */
    private final String wanted;

    private final Set<String> seen = new TreeSet<>();

    private LayerRegistry(String wanted) {
        this.wanted = wanted;
    }

    /**
     * The entry of the class that is wanted, or null. Conditions, and not a map, so that a process loads those layers only
     * that it needs: to load all of them takes longer than all else that a small model does.
     */
    private Entry entry() {
        if (is("InputLayer")) return structure(InputLayer::new, "dense numbers or texts, not sparse or ragged");
        if (is("Sequential")) return structure(SequentialLayer::new, "also nested");
        if (is("Functional")) return structure(FunctionalLayer::new, "also nested");
        if (is("Model")) return structure(FunctionalLayer::new, "the older name of Functional");

        if (is("Dense")) return add(DenseLayer::of, "inputs of any rank; int8, int4, float8");
        if (is("Activation")) return add(ActivationLayer::new, "all functions of Keras");
        if (is("ReLU")) return add(ReluLayer::new, "max_value, negative_slope, threshold");
        if (is("LeakyReLU")) return add(LeakyReluLayer::new, "negative_slope, alpha");
        if (is("PReLU")) return add(PReluLayer::new, "shared_axes");
        if (is("ELU")) return add(EluLayer::new, "alpha");
        if (is("Softmax")) return add(SoftmaxLayer::new, "any axis or axes, masks");
        if (is("ThresholdedReLU")) return add(ThresholdedReluLayer::new, "theta; Keras 2");

        if (is(IdentityLayer.CLASSES)) return add(IdentityLayer::new, "nothing at inference");

        if (is("Flatten")) return add(FlattenLayer::new, "channels_first");
        if (is("Reshape")) return add(ReshapeLayer::new, "one axis may be -1");
        if (is("Permute")) return add(PermuteLayer::new, "any order");
        if (is("RepeatVector")) return add(RepeatVectorLayer::new, "");
        for (int axes = 1; axes <= 3; axes++) {
            int spatial = axes;
            String format = axes == 1 ? "" : CHANNELS_FIRST;
            String interpolation = axes == 2 ? "all interpolations; " : "";
            if (is("Cropping" + axes + "D"))
                return add((config, factory) -> new CroppingLayer(config, spatial), format);
            if (is("ZeroPadding" + axes + "D"))
                return add((config, factory) -> new ZeroPaddingLayer(config, spatial), format);
            if (is("UpSampling" + axes + "D"))
                return add((config, factory) -> new UpSamplingLayer(config, spatial), interpolation + format);
        }

        if (is("Resizing"))
            return add(
                    (config, factory) -> new ResizingLayer(config, null),
                    "all interpolations, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio; " + CHANNELS_FIRST);
        if (is("CenterCrop"))
            return add((config, factory) -> new ResizingLayer(config, FitImage.Fit.CENTER), CHANNELS_FIRST);
        if (is("RandomCrop")) return add(RandomCropLayer::of, "resized at inference in Keras 2, nothing in Keras 3.15");
        if (is(AugmentationLayer.CLASSES)) return add(AugmentationLayer::new, "nothing at inference");

        if (is("TFOpLambda") || is("SlicingOpLambda")) return structure(FunctionCallLayer::new, FUNCTIONS);
        if (is("TensorFlowOpLayer")) return structure(GraphNodeLayer::new, FUNCTIONS);
        if (is("Embedding")) return add(EmbeddingLayer::of, "mask_zero; int8, int4");
        if (is("Masking")) return add(MaskingLayer::new, "mask_value");
        if (is("LSTM")) return add(LstmLayer::new, RECURRENT);
        if (is("GRU")) return add(GruLayer::new, "reset_after both ways; " + RECURRENT);
        if (is("CuDNNLSTM")) return add(LstmLayer::new, "as LSTM, without masks");
        if (is("CuDNNGRU")) return add(GruLayer::new, "as GRU with reset_after, without masks");
        if (is("SimpleRNN")) return add(SimpleRnnLayer::new, RECURRENT);
        if (is("RNN"))
            return add(
                    RnnLayer::new, "of LSTMCell, GRUCell, SimpleRNNCell, StackedRNNCells, custom cells; " + RECURRENT);
        if (is("LSTMCell")) return structure(LstmCellLayer::new, "inside RNN");
        if (is("GRUCell")) return structure(GruCellLayer::new, "inside RNN");
        if (is("SimpleRNNCell")) return structure(SimpleRnnCellLayer::new, "inside RNN");
        if (is("StackedRNNCells")) return structure(StackedCellsLayer::new, "inside RNN");
        if (is("Bidirectional"))
            return add(
                    BidirectionalLayer::new, "of LSTM, GRU, SimpleRNN, RNN, ConvLSTM; all merge modes, backward_layer");
        if (is("TimeDistributed")) return add(TimeDistributedLayer::new, "of any layer or model that is not stateful");

        if (is(MergeLayer.CLASSES)) return add(MergeLayer::new, "broadcasting");
        if (is("Concatenate")) return add(ConcatenateLayer::new, "any axis but the batch, masks");
        if (is("Dot")) return add(DotLayer::new, "one axis of each input, normalize");

        Entry attention = attention();
        if (attention != null) return attention;
        for (int axes = 1; axes <= 3; axes++) {
            Entry windows = windows(axes);
            if (windows != null) return windows;
        }
        if (is("BatchNormalization"))
            return add(BatchNormalizationLayer::create, "one axis, any but the batch; renorm; mode 1 of Keras 1");
        if (is("MaxoutDense")) return add(MaxoutDenseLayer::new, "Keras 1");
        if (is("Highway")) return add(HighwayLayer::new, "Keras 1");
        if (is("SReLU")) return add(SReluLayer::new, "Keras 1; shared_axes");
        if (is("ParametricSoftplus")) return add(ParametricSoftplusLayer::new, "Keras 1; shared_axes");
        if (is("Merge")) return add(MergeDotLayer::new, "Keras 1; all modes but Python code");
        if (is("LayerNormalization")) return add(LayerNormalizationLayer::new, "any axes but the batch; rms_scaling");
        if (is("RMSNormalization")) return add(RmsNormalizationLayer::new, "any axes but the batch");
        if (is("GroupNormalization")) return add(GroupNormalizationLayer::new, "any axis but the batch");
        if (is("UnitNormalization")) return add(UnitNormalizationLayer::new, "any axes but the batch");
        if (is("SpectralNormalization")) return add(SpectralNormalizationLayer::new, "of any layer");
        return preprocessing();
    }

    /** What transformers are made of. */
    private Entry attention() {
        if (is("EinsumDense"))
            return add(EinsumDenseLayer::of, "any equation that keeps the batch axis, bias_axes; int8, int4, float8");
        String masks = "masks, attention_mask, use_causal_mask, sliding_window, return_attention_scores, use_gate";
        if (is("MultiHeadAttention"))
            return add(MultiHeadAttentionLayer::new, "value_dim, output_shape, attention_axes; " + masks);
        if (is("GroupedQueryAttention"))
            return add(GroupQueryAttentionLayer::new, "keras.layers.GroupQueryAttention; " + masks);
        String scores = "use_scale; masks, use_causal_mask, return_attention_scores";
        if (is("Attention")) return add(DenseAttentionLayer::new, "score_mode, " + scores);
        if (is("AdditiveAttention")) return add(DenseAttentionLayer::new, scores);
        if (is("ReversibleEmbedding"))
            return add(ReversibleEmbeddingLayer::new, "tie_weights, mask_zero, reverse, logit_soft_cap");
        return null;
    }

    /** Layers that make numbers of what people have. */
    private Entry preprocessing() {
        if (is("Pipeline")) return structure(PipelineLayer::new, "of any layers");
        if (is("Rescaling")) return add(RescalingLayer::new, "a number or numbers for the last axes");
        if (is("Normalization")) return add(NormalizationLayer::new, "adapted, or mean and variance; any axes, invert");
        if (is("CategoryEncoding")) return structure(CategoryEncodingLayer::new, "all output modes, count_weights");
        if (is("Discretization"))
            return structure(DiscretizationLayer::new, "bin_boundaries or adapted; all output modes");
        if (is("IntegerLookup"))
            return structure(IntegerLookupLayer::new, "all output modes, invert, num_oov_indices, mask_token");
        if (is("StringLookup"))
            return structure(
                    StringLookupLayer::new, "all output modes, one index for unknown texts or none, mask_token");
        if (is("TextVectorization"))
            return structure(
                    TextVectorizationLayer::new,
                    "all of standardize and split, ngrams, all output modes; output_mode int with"
                            + " output_sequence_length");
        return null;
    }

    /** Layers whose windows move over so many spatial axes. */
    private Entry windows(int axes) {
        String padding = axes == 1 ? "; valid, same and causal padding; " : "; valid and same padding; ";
        String options = padding + CHANNELS_FIRST;
        if (is("Conv" + axes + "D"))
            return add(
                    (config, factory) -> new ConvolutionLayer(config, factory, axes),
                    "strides, dilation_rate, groups" + options);
        if (is("Conv" + axes + "DTranspose"))
            return add(
                    (config, factory) -> new TransposedConvolutionLayer(config, factory, axes),
                    "strides, output_padding, dilation_rate; valid and same padding; " + CHANNELS_FIRST);
        if (is("ConvLSTM" + axes + "D"))
            return add(
                    (config, factory) -> new ConvLstmLayer(config, factory, axes),
                    "strides, dilation_rate; valid and same padding; " + CHANNELS_FIRST
                            + "; masks, initial_state, stateful, go_backwards");
        if (axes < 3) {
            if (is("DepthwiseConv" + axes + "D"))
                return add(
                        (config, factory) -> new DepthwiseConvolutionLayer(config, factory, axes),
                        "strides, dilation_rate, depth_multiplier; valid and same padding; " + CHANNELS_FIRST);
            if (is("SeparableConv" + axes + "D"))
                return add(
                        (config, factory) -> new SeparableConvolutionLayer(config, factory, axes),
                        "strides, dilation_rate, depth_multiplier" + options);
            if (is("LocallyConnected" + axes + "D"))
                return add(
                        (config, factory) -> new LocallyConnectedLayer(config, factory, axes),
                        "strides; valid and same padding; all implementations; " + CHANNELS_FIRST + "; Keras 2");
        }
        for (boolean max : new boolean[] {true, false}) {
            String name = (max ? "Max" : "Average") + "Pooling" + axes + "D";
            if (is(name))
                return add(
                        (config, factory) -> new PoolingLayer(config, axes, max),
                        "strides; valid and same padding; " + CHANNELS_FIRST);
            if (is("Global" + name))
                return add(
                        (config, factory) -> new GlobalPoolingLayer(config, axes, max),
                        "keepdims; " + (axes == 1 && !max ? "masks; " : "") + CHANNELS_FIRST);
            if (is("Adaptive" + name))
                return add((config, factory) -> new AdaptivePoolingLayer(config, axes, max), CHANNELS_FIRST);
        }
        return null;
    }

    private boolean is(String className) {
        seen.add(className);
        return className.equals(wanted);
    }

    private boolean is(List<String> classNames) {
        seen.addAll(classNames);
        return wanted != null && classNames.contains(wanted);
    }

    private Entry add(Creator creator, String remark) {
        return new Entry(wanted, remark, true, creator);
    }

    private Entry structure(Creator creator, String remark) {
        return new Entry(wanted, remark, false, creator);
    }

    /** All layer classes, by name. */
    public static Map<String, Entry> entries() {
        LayerRegistry all = new LayerRegistry(null);
        all.entry();
        Map<String, Entry> entries = new TreeMap<>();
        for (String name : all.seen) {
            entries.put(name, find(name));
        }
        return entries;
    }

    /** A class, or null. */
    static Entry find(String className) {
        return new LayerRegistry(className).entry();
    }
}
