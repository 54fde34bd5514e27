package io.github.cornu.importer.layer.registry;

import static io.github.cornu.importer.layer.registry.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.registry.LayerTrait.HALF;
import static io.github.cornu.importer.layer.registry.LayerTrait.QUANTIZED;
import static io.github.cornu.importer.layer.registry.LayerTrait.UNCHANGED;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.activation.ActivationLayer;
import io.github.cornu.importer.layer.activation.EluLayer;
import io.github.cornu.importer.layer.activation.LeakyReluLayer;
import io.github.cornu.importer.layer.activation.PReluLayer;
import io.github.cornu.importer.layer.activation.ParametricSoftplusLayer;
import io.github.cornu.importer.layer.activation.ReluLayer;
import io.github.cornu.importer.layer.activation.SReluLayer;
import io.github.cornu.importer.layer.activation.SoftmaxLayer;
import io.github.cornu.importer.layer.activation.ThresholdedReluLayer;
import io.github.cornu.importer.layer.applications.CustomScaleLayer;
import io.github.cornu.importer.layer.applications.LayerScaleLayer;
import io.github.cornu.importer.layer.applications.StochasticDepthLayer;
import io.github.cornu.importer.layer.attention.DenseAttentionLayer;
import io.github.cornu.importer.layer.attention.GroupQueryAttentionLayer;
import io.github.cornu.importer.layer.attention.MultiHeadAttentionLayer;
import io.github.cornu.importer.layer.convolutional.ConvolutionLayer;
import io.github.cornu.importer.layer.convolutional.DepthwiseConvolutionLayer;
import io.github.cornu.importer.layer.convolutional.LocallyConnectedLayer;
import io.github.cornu.importer.layer.convolutional.SeparableConvolutionLayer;
import io.github.cornu.importer.layer.convolutional.TransposedConvolutionLayer;
import io.github.cornu.importer.layer.core.HighwayLayer;
import io.github.cornu.importer.layer.core.IdentityLayer;
import io.github.cornu.importer.layer.core.LambdaLayer;
import io.github.cornu.importer.layer.core.MaskingLayer;
import io.github.cornu.importer.layer.core.MaxoutDenseLayer;
import io.github.cornu.importer.layer.core.QuantizableLayers;
import io.github.cornu.importer.layer.core.RandomFourierFeaturesLayer;
import io.github.cornu.importer.layer.merging.ConcatenateLayer;
import io.github.cornu.importer.layer.merging.DotLayer;
import io.github.cornu.importer.layer.merging.MergeDotLayer;
import io.github.cornu.importer.layer.merging.MergeLayer;
import io.github.cornu.importer.layer.model.FunctionCallLayer;
import io.github.cornu.importer.layer.model.FunctionalLayer;
import io.github.cornu.importer.layer.model.GraphNodeLayer;
import io.github.cornu.importer.layer.model.InputLayer;
import io.github.cornu.importer.layer.model.SequentialLayer;
import io.github.cornu.importer.layer.normalization.BatchNormalizationLayer;
import io.github.cornu.importer.layer.normalization.GroupNormalizationLayer;
import io.github.cornu.importer.layer.normalization.LayerNormalizationLayer;
import io.github.cornu.importer.layer.normalization.RmsNormalizationLayer;
import io.github.cornu.importer.layer.normalization.SpectralNormalizationLayer;
import io.github.cornu.importer.layer.normalization.UnitNormalizationLayer;
import io.github.cornu.importer.layer.pooling.AdaptivePoolingLayer;
import io.github.cornu.importer.layer.pooling.GlobalPoolingLayer;
import io.github.cornu.importer.layer.pooling.PoolingLayer;
import io.github.cornu.importer.layer.preprocessing.AdaptiveEqualizationLayer;
import io.github.cornu.importer.layer.preprocessing.AugmentationLayer;
import io.github.cornu.importer.layer.preprocessing.AutoContrastLayer;
import io.github.cornu.importer.layer.preprocessing.CategoryEncodingLayer;
import io.github.cornu.importer.layer.preprocessing.DiscretizationLayer;
import io.github.cornu.importer.layer.preprocessing.HashedCrossingLayer;
import io.github.cornu.importer.layer.preprocessing.HashingLayer;
import io.github.cornu.importer.layer.preprocessing.IntegerLookupLayer;
import io.github.cornu.importer.layer.preprocessing.MelSpectrogramLayer;
import io.github.cornu.importer.layer.preprocessing.NormalizationLayer;
import io.github.cornu.importer.layer.preprocessing.PipelineLayer;
import io.github.cornu.importer.layer.preprocessing.RandomCropLayer;
import io.github.cornu.importer.layer.preprocessing.RescalingLayer;
import io.github.cornu.importer.layer.preprocessing.ResizingLayer;
import io.github.cornu.importer.layer.preprocessing.StftSpectrogramLayer;
import io.github.cornu.importer.layer.preprocessing.StringLookupLayer;
import io.github.cornu.importer.layer.preprocessing.TextVectorizationLayer;
import io.github.cornu.importer.layer.reshaping.CroppingLayer;
import io.github.cornu.importer.layer.reshaping.FlattenLayer;
import io.github.cornu.importer.layer.reshaping.PermuteLayer;
import io.github.cornu.importer.layer.reshaping.RepeatVectorLayer;
import io.github.cornu.importer.layer.reshaping.ReshapeLayer;
import io.github.cornu.importer.layer.reshaping.UpSamplingLayer;
import io.github.cornu.importer.layer.reshaping.ZeroPaddingLayer;
import io.github.cornu.importer.layer.rnn.BidirectionalLayer;
import io.github.cornu.importer.layer.rnn.ConvLstmLayer;
import io.github.cornu.importer.layer.rnn.GruCellLayer;
import io.github.cornu.importer.layer.rnn.GruLayer;
import io.github.cornu.importer.layer.rnn.LstmCellLayer;
import io.github.cornu.importer.layer.rnn.LstmLayer;
import io.github.cornu.importer.layer.rnn.RnnLayer;
import io.github.cornu.importer.layer.rnn.SimpleRnnCellLayer;
import io.github.cornu.importer.layer.rnn.SimpleRnnLayer;
import io.github.cornu.importer.layer.rnn.StackedCellsLayer;
import io.github.cornu.importer.layer.rnn.TimeDistributedLayer;
import io.github.cornu.op.image.FitImage;
import java.util.Set;

/**
 * The layer classes of Keras that can be imported, one {@code case} each. A switch, and not a map, so that a process
 * loads those layers only that it needs: to load all of them takes longer than all else that a small model does.
 */
public final class LayerRegistry {
    private static final String FIRST = "channels_first";
    private static final String PADDINGS = "; valid and same padding; " + FIRST;
    private static final String CAUSAL = "; valid, same and causal padding; " + FIRST;
    private static final String RECURRENT = "masks, initial_state, stateful, go_backwards, time_major";
    private static final String CELL = "inside RNN, or called with states";
    private static final String IMAGES = "strides, dilation_rate" + PADDINGS;
    private static final String MULTIPLIED = "strides, dilation_rate, depth_multiplier";
    private static final String SCORES = "use_scale; masks, use_causal_mask, return_attention_scores";
    private static final String HEADS =
            "masks, attention_mask, use_causal_mask, sliding_window, return_attention_scores, use_gate; int8";
    private static final String FUNCTIONS = "the [functions](functions.md) of TensorFlow";

    /** Creates a layer from its config. */
    @FunctionalInterface
    public interface Creator {
        KerasLayer create(LayerConfig config, LayerFactory factory);
    }

    /**
     * A layer class.
     *
     * @param remark which of its options are supported, by Keras's names
     * @param traits what else the importer knows of it
     */
    public record Entry(String remark, Set<LayerTrait> traits, Creator creator) {}

    private LayerRegistry() {}

    /** The entry of a class; null if it is not known. */
    public static Entry find(String className) {
        return switch (className) {
            case "InputLayer" ->
                entry(InputLayer::new, "dense numbers or texts, not sparse or ragged; optional ones must be given");
            case "Sequential" -> entry(SequentialLayer::new, "also nested");
            case "Functional" -> entry(FunctionalLayer::new, "also nested");
            case "Model" -> entry(FunctionalLayer::new, "the older name of Functional");
            case "TFOpLambda", "SlicingOpLambda" -> entry(FunctionCallLayer::new, FUNCTIONS);
            case "TensorFlowOpLayer" -> entry(GraphNodeLayer::new, FUNCTIONS);

            case "Dense" ->
                entry(QuantizableLayers::dense, "inputs of any rank; int8, int4, float8", COMPUTES, HALF, QUANTIZED);
            case "EinsumDense" ->
                entry(
                        QuantizableLayers::einsumDense,
                        "any equation that keeps the batch axis, bias_axes; int8, int4, float8",
                        COMPUTES,
                        HALF,
                        QUANTIZED);
            case "Embedding" -> entry(QuantizableLayers::embedding, "mask_zero; int8, int4", COMPUTES, HALF, QUANTIZED);
            case "ReversibleEmbedding" ->
                entry(
                        QuantizableLayers::reversibleEmbedding,
                        "tie_weights, mask_zero, reverse, logit_soft_cap; int8, int4",
                        COMPUTES,
                        QUANTIZED);
            case "Lambda" ->
                entry(LambdaLayer::new, "of activation functions by name; others are Python code", COMPUTES);
            case "Masking" -> entry(MaskingLayer::new, "mask_value", COMPUTES, HALF);
            case "MaxoutDense" -> entry(MaxoutDenseLayer::new, "Keras 1", COMPUTES);
            case "Highway" -> entry(HighwayLayer::new, "Keras 1", COMPUTES);
            case "RandomFourierFeatures" -> entry(RandomFourierFeaturesLayer::new, "Keras 2", COMPUTES);
            case "Dropout",
                    "SpatialDropout1D",
                    "SpatialDropout2D",
                    "SpatialDropout3D",
                    "GaussianDropout",
                    "GaussianNoise",
                    "AlphaDropout",
                    "ActivityRegularization",
                    "Identity" -> entry(IdentityLayer::new, "nothing at inference", COMPUTES, UNCHANGED);

            case "Activation" -> entry(ActivationLayer::new, "all functions of Keras", COMPUTES, HALF);
            case "ReLU" -> entry(ReluLayer::new, "max_value, negative_slope, threshold", COMPUTES, HALF);
            case "LeakyReLU" -> entry(LeakyReluLayer::new, "negative_slope, alpha", COMPUTES, HALF);
            case "PReLU" -> entry(PReluLayer::new, "shared_axes", COMPUTES, HALF);
            case "ELU" -> entry(EluLayer::new, "alpha", COMPUTES, HALF);
            case "Softmax" -> entry(SoftmaxLayer::new, "any axis or axes, masks", COMPUTES, HALF);
            case "ThresholdedReLU" -> entry(ThresholdedReluLayer::new, "theta; Keras 2", COMPUTES);
            case "SReLU" -> entry(SReluLayer::new, "Keras 1; shared_axes", COMPUTES);
            case "ParametricSoftplus" -> entry(ParametricSoftplusLayer::new, "Keras 1; shared_axes", COMPUTES);

            case "Flatten" -> entry(FlattenLayer::new, FIRST, COMPUTES, HALF);
            case "Reshape" -> entry(ReshapeLayer::new, "one axis may be -1", COMPUTES, HALF);
            case "Permute" -> entry(PermuteLayer::new, "any order", COMPUTES, HALF);
            case "RepeatVector" -> entry(RepeatVectorLayer::new, "", COMPUTES, HALF);
            case "Cropping1D" -> entry((c, f) -> new CroppingLayer(c, 1), "", COMPUTES, HALF);
            case "Cropping2D" -> entry((c, f) -> new CroppingLayer(c, 2), FIRST, COMPUTES, HALF);
            case "Cropping3D" -> entry((c, f) -> new CroppingLayer(c, 3), FIRST, COMPUTES, HALF);
            case "ZeroPadding1D" -> entry((c, f) -> new ZeroPaddingLayer(c, 1), "", COMPUTES, HALF);
            case "ZeroPadding2D" -> entry((c, f) -> new ZeroPaddingLayer(c, 2), FIRST, COMPUTES, HALF);
            case "ZeroPadding3D" -> entry((c, f) -> new ZeroPaddingLayer(c, 3), FIRST, COMPUTES, HALF);
            case "UpSampling1D" -> entry((c, f) -> new UpSamplingLayer(c, 1), "", COMPUTES, HALF);
            case "UpSampling2D" ->
                entry((c, f) -> new UpSamplingLayer(c, 2), "all interpolations; " + FIRST, COMPUTES, HALF);
            case "UpSampling3D" -> entry((c, f) -> new UpSamplingLayer(c, 3), FIRST, COMPUTES);

            case "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract" ->
                entry(MergeLayer::new, "broadcasting", COMPUTES, HALF);
            case "Concatenate" -> entry(ConcatenateLayer::new, "any axis but the batch, masks", COMPUTES, HALF);
            case "Dot" -> entry(DotLayer::new, "one axis of each input, normalize", COMPUTES);
            case "Merge" -> entry(MergeDotLayer::new, "Keras 1; all modes but Python code", COMPUTES);

            case "LSTM" -> entry(LstmLayer::new, RECURRENT, COMPUTES, HALF);
            case "GRU" -> entry(GruLayer::new, "reset_after both ways; " + RECURRENT, COMPUTES, HALF);
            case "SimpleRNN" -> entry(SimpleRnnLayer::new, RECURRENT, COMPUTES, HALF);
            case "CuDNNLSTM" -> entry(LstmLayer::new, "as LSTM, without masks", COMPUTES);
            case "CuDNNGRU" -> entry(GruLayer::new, "as GRU with reset_after, without masks", COMPUTES);
            case "RNN" ->
                entry(
                        RnnLayer::new,
                        "of LSTMCell, GRUCell, SimpleRNNCell, StackedRNNCells, custom cells; " + RECURRENT,
                        COMPUTES,
                        HALF);
            case "LSTMCell" -> entry(LstmCellLayer::new, CELL, COMPUTES, HALF);
            case "GRUCell" -> entry(GruCellLayer::new, CELL, COMPUTES, HALF);
            case "SimpleRNNCell" -> entry(SimpleRnnCellLayer::new, CELL, COMPUTES, HALF);
            case "StackedRNNCells" -> entry(StackedCellsLayer::new, CELL, COMPUTES, HALF);
            case "Bidirectional" ->
                entry(
                        BidirectionalLayer::new,
                        "of LSTM, GRU, SimpleRNN, RNN, ConvLSTM; all merge modes, backward_layer",
                        COMPUTES,
                        HALF);
            case "TimeDistributed" ->
                entry(TimeDistributedLayer::new, "of any layer or model that is not stateful", COMPUTES, HALF);
            case "ConvLSTM1D" -> convLstm(1);
            case "ConvLSTM2D" -> convLstm(2);
            case "ConvLSTM3D" -> convLstm(3);

            case "Conv1D" -> entry((c, f) -> new ConvolutionLayer(c, f, 1), groups(CAUSAL), COMPUTES, HALF);
            case "Conv2D" -> entry((c, f) -> new ConvolutionLayer(c, f, 2), groups(PADDINGS), COMPUTES, HALF);
            case "Conv3D" -> entry((c, f) -> new ConvolutionLayer(c, f, 3), groups(PADDINGS), COMPUTES, HALF);
            case "Conv1DTranspose" -> transposed(1, COMPUTES, HALF);
            case "Conv2DTranspose" -> transposed(2, COMPUTES, HALF);
            case "Conv3DTranspose" -> transposed(3, COMPUTES);
            case "DepthwiseConv1D" ->
                entry((c, f) -> new DepthwiseConvolutionLayer(c, f, 1), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "DepthwiseConv2D" ->
                entry((c, f) -> new DepthwiseConvolutionLayer(c, f, 2), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "SeparableConv1D" ->
                entry((c, f) -> new SeparableConvolutionLayer(c, f, 1), MULTIPLIED + CAUSAL, COMPUTES, HALF);
            case "SeparableConv2D" ->
                entry((c, f) -> new SeparableConvolutionLayer(c, f, 2), MULTIPLIED + PADDINGS, COMPUTES, HALF);
            case "LocallyConnected1D" -> locallyConnected(1);
            case "LocallyConnected2D" -> locallyConnected(2);

            case "MaxPooling1D" -> pooling(1, true, COMPUTES, HALF);
            case "MaxPooling2D" -> pooling(2, true, COMPUTES, HALF);
            case "MaxPooling3D" -> pooling(3, true, COMPUTES);
            case "AveragePooling1D" -> pooling(1, false, COMPUTES, HALF);
            case "AveragePooling2D" -> pooling(2, false, COMPUTES, HALF);
            case "AveragePooling3D" -> pooling(3, false, COMPUTES);
            case "GlobalMaxPooling1D" -> globalPooling(1, true);
            case "GlobalMaxPooling2D" -> globalPooling(2, true);
            case "GlobalMaxPooling3D" -> globalPooling(3, true);
            case "GlobalAveragePooling1D" -> globalPooling(1, false);
            case "GlobalAveragePooling2D" -> globalPooling(2, false);
            case "GlobalAveragePooling3D" -> globalPooling(3, false);
            case "AdaptiveMaxPooling1D" -> adaptivePooling(1, true);
            case "AdaptiveMaxPooling2D" -> adaptivePooling(2, true);
            case "AdaptiveMaxPooling3D" -> adaptivePooling(3, true);
            case "AdaptiveAveragePooling1D" -> adaptivePooling(1, false);
            case "AdaptiveAveragePooling2D" -> adaptivePooling(2, false);
            case "AdaptiveAveragePooling3D" -> adaptivePooling(3, false);

            case "BatchNormalization", "SyncBatchNormalization" ->
                entry(
                        BatchNormalizationLayer::create,
                        "one axis, any but the batch; renorm; mode 1 of Keras 1",
                        COMPUTES,
                        HALF);
            case "LayerNormalization" ->
                entry(LayerNormalizationLayer::new, "any axes but the batch; rms_scaling", COMPUTES, HALF);
            case "RMSNormalization" -> entry(RmsNormalizationLayer::new, "any axes but the batch", COMPUTES);
            case "GroupNormalization" -> entry(GroupNormalizationLayer::new, "any axis but the batch", COMPUTES);
            case "UnitNormalization" -> entry(UnitNormalizationLayer::new, "any axes but the batch", COMPUTES);
            case "SpectralNormalization" -> entry(SpectralNormalizationLayer::new, "of any layer", COMPUTES);

            case "MultiHeadAttention" ->
                entry(MultiHeadAttentionLayer::new, "value_dim, output_shape, attention_axes; " + HEADS, COMPUTES);
            case "GroupedQueryAttention" ->
                entry(GroupQueryAttentionLayer::new, "keras.layers.GroupQueryAttention; " + HEADS, COMPUTES);
            case "Attention" -> entry(DenseAttentionLayer::new, "score_mode, " + SCORES, COMPUTES);
            case "AdditiveAttention" -> entry(DenseAttentionLayer::new, SCORES, COMPUTES);

            case "Pipeline" -> entry(PipelineLayer::new, "of any layers");
            case "Resizing" ->
                entry(
                        (c, f) -> new ResizingLayer(c, null),
                        "all interpolations, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio; " + FIRST,
                        COMPUTES);
            case "CenterCrop" -> entry((c, f) -> new ResizingLayer(c, FitImage.Fit.CENTER), FIRST, COMPUTES);
            case "RandomCrop" ->
                entry(RandomCropLayer::of, "resized at inference in Keras 2, nothing in Keras 3.15", COMPUTES);
            case "AugMix",
                    "CutMix",
                    "Equalization",
                    "MaxNumBoundingBoxes",
                    "MixUp",
                    "RandAugment",
                    "RandomBrightness",
                    "RandomColorDegeneration",
                    "RandomColorJitter",
                    "RandomContrast",
                    "RandomElasticTransform",
                    "RandomErasing",
                    "RandomFlip",
                    "RandomGaussianBlur",
                    "RandomGrayscale",
                    "RandomHeight",
                    "RandomHue",
                    "RandomInvert",
                    "RandomPerspective",
                    "RandomPosterization",
                    "RandomRotation",
                    "RandomSaturation",
                    "RandomSharpness",
                    "RandomShear",
                    "RandomTranslation",
                    "RandomWidth",
                    "RandomZoom",
                    "Solarization" -> entry(AugmentationLayer::new, "nothing at inference", COMPUTES, UNCHANGED);
            case "AutoContrast" -> entry(AutoContrastLayer::new, "value_range", COMPUTES);
            case "ContrastLimitedAdaptiveHistogramEqualization" ->
                entry(AdaptiveEqualizationLayer::new, "all options, for images of a fixed size; " + FIRST, COMPUTES);
            case "Rescaling" -> entry(RescalingLayer::new, "a number or numbers for the last axes", COMPUTES, HALF);
            case "Normalization" ->
                entry(NormalizationLayer::new, "adapted, or mean and variance; any axes, invert", COMPUTES, HALF);
            case "STFTSpectrogram" -> entry(StftSpectrogramLayer::new, "all modes, expand_dims" + PADDINGS, COMPUTES);
            case "MelSpectrogram" ->
                entry(
                        MelSpectrogramLayer::new,
                        "all options, fft_length to 4096; top_db below the loudest of each sample, not of the batch",
                        COMPUTES);
            case "CategoryEncoding" -> entry(CategoryEncodingLayer::new, "all output modes, count_weights");
            case "Discretization" -> entry(DiscretizationLayer::new, "bin_boundaries or adapted; all output modes");
            case "IntegerLookup" ->
                entry(
                        IntegerLookupLayer::new,
                        "all output modes, invert, num_oov_indices, oov_method, salt, mask_token");
            case "StringLookup" ->
                entry(StringLookupLayer::new, "all output modes, num_oov_indices, salt, mask_token, invert");
            case "Hashing" ->
                entry(HashingLayer::new, "of texts and of numbers below 2^24; salt, mask_value, all output modes");
            case "HashedCrossing" ->
                entry(HashedCrossingLayer::new, "of texts and of numbers below 2^24; all output modes");
            case "TextVectorization" ->
                entry(
                        TextVectorizationLayer::new,
                        "all of standardize and split, ngrams, all output modes; any output_sequence_length");

            case "LayerScale" -> entry(LayerScaleLayer::new, "of ConvNeXt", COMPUTES);
            case "StochasticDepth" -> entry(StochasticDepthLayer::new, "of ConvNeXt; nothing at inference", COMPUTES);
            case "CustomScaleLayer" -> entry(CustomScaleLayer::new, "of InceptionResNetV2", COMPUTES);
            default -> null;
        };
    }

    private static Entry entry(Creator creator, String remark, LayerTrait... traits) {
        return new Entry(remark, Set.of(traits), creator);
    }

    private static String groups(String paddings) {
        return "strides, dilation_rate, groups" + paddings;
    }

    private static Entry convLstm(int axes) {
        return entry(
                (c, f) -> new ConvLstmLayer(c, f, axes),
                IMAGES + "; masks, initial_state, stateful, go_backwards",
                COMPUTES);
    }

    private static Entry transposed(int axes, LayerTrait... traits) {
        return entry(
                (c, f) -> new TransposedConvolutionLayer(c, f, axes),
                "strides, output_padding, dilation_rate" + PADDINGS,
                traits);
    }

    private static Entry locallyConnected(int axes) {
        return entry(
                (c, f) -> new LocallyConnectedLayer(c, f, axes),
                "strides; valid and same padding; all implementations; " + FIRST + "; Keras 2",
                COMPUTES);
    }

    private static Entry pooling(int axes, boolean max, LayerTrait... traits) {
        return entry((c, f) -> new PoolingLayer(c, axes, max), "strides" + PADDINGS, traits);
    }

    private static Entry globalPooling(int axes, boolean max) {
        String masks = axes == 1 && !max ? "masks; " : "";
        return entry((c, f) -> new GlobalPoolingLayer(c, axes, max), "keepdims; " + masks + FIRST, COMPUTES, HALF);
    }

    private static Entry adaptivePooling(int axes, boolean max) {
        return entry((c, f) -> new AdaptivePoolingLayer(c, axes, max), FIRST, COMPUTES);
    }
}
