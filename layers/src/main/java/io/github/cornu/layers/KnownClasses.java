package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.layers.attention.ScaledAttention;
import io.github.cornu.layers.attention.SelfAttention;
import io.github.cornu.layers.attention.TimeAttention;
import io.github.cornu.layers.attention.WeightedAttention;
import io.github.cornu.layers.audio.Spectrograms;
import io.github.cornu.layers.audio.Stft;
import io.github.cornu.layers.core.AdaptivePooling;
import io.github.cornu.layers.core.AddonsActivations;
import io.github.cornu.layers.core.AutoKerasCasts;
import io.github.cornu.layers.core.Cross;
import io.github.cornu.layers.core.Dropping;
import io.github.cornu.layers.core.FixedDropout;
import io.github.cornu.layers.core.GatedUnits;
import io.github.cornu.layers.core.Maxout;
import io.github.cornu.layers.core.MixtureDensity;
import io.github.cornu.layers.core.MultiCategoryEncoding;
import io.github.cornu.layers.core.NetVlad;
import io.github.cornu.layers.core.NoisyDense;
import io.github.cornu.layers.core.Pairs;
import io.github.cornu.layers.core.PolynomialCrossing;
import io.github.cornu.layers.core.StochasticDepth;
import io.github.cornu.layers.image.PatchEncoder;
import io.github.cornu.layers.image.Patches;
import io.github.cornu.layers.image.ReflectionPadding;
import io.github.cornu.layers.normalization.FilterResponseNormalization;
import io.github.cornu.layers.normalization.GroupNormalization;
import io.github.cornu.layers.normalization.InstanceNormalization;
import io.github.cornu.layers.normalization.L2Normalization;
import io.github.cornu.layers.normalization.PoincareNormalize;
import io.github.cornu.layers.normalization.SpectralNormalization;
import io.github.cornu.layers.normalization.ThresholdedLinearUnit;
import io.github.cornu.layers.normalization.WeightNormalization;
import io.github.cornu.layers.optimization.ClusteredLayer;
import io.github.cornu.layers.optimization.PrunedLayer;
import io.github.cornu.layers.optimization.QuantizedWrapper;
import io.github.cornu.layers.quantized.AdaptiveActivation;
import io.github.cornu.layers.quantized.QuantizedLayer;
import io.github.cornu.layers.quantized.QuantizedPooling;
import io.github.cornu.layers.quantized.QuantizedRecurrent;
import io.github.cornu.layers.sequence.Crf;
import io.github.cornu.layers.sequence.Tcn;
import io.github.cornu.layers.sequence.TcnBlock;
import io.github.cornu.layers.transformer.BertParts;
import io.github.cornu.layers.transformer.MaskedLayers;
import io.github.cornu.layers.transformer.PositionEmbedding;
import io.github.cornu.layers.transformer.Pretraining;
import io.github.cornu.layers.transformer.TaskEmbedding;
import io.github.cornu.layers.transformer.TokenAndPositionEmbedding;
import io.github.cornu.layers.transformer.TransformerDecoder;
import io.github.cornu.layers.transformer.TrigPosEmbedding;
import io.github.cornu.op.pooling.Pool;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The layer classes, one {@code case} each. A switch, and not a map, so that a process loads those layers only that it
 * needs.
 */
final class KnownClasses {
    /** Of names that keep their package. */
    private static final List<String> PACKAGES = List.of("Addons>", "keras-tcn>", "cornu-qkeras>");

    /** The packages of KerasHub, whose layers cornu-hub has, but for the one that is here too. */
    private static final Pattern OF_HUB =
            Pattern.compile("(keras_hub|keras_nlp|cornu_hub)[\\w.]*>(?!RotaryEmbedding$).*");

    private KnownClasses() {}

    /** The implementation of a layer, or null. */
    static CustomLayer find(String className, CustomConfig config) {
        if (OF_HUB.matcher(className).matches()) {
            return null;
        }
        return switch (bare(className)) {
            case "Addons>GroupNormalization" -> GroupNormalization::create;
            case "Addons>InstanceNormalization", "InstanceNormalization" -> InstanceNormalization.of(config);
            case "Addons>WeightNormalization" -> WeightNormalization::create;
            case "Addons>FilterResponseNormalization" -> FilterResponseNormalization::create;
            case "Addons>TLU" -> ThresholdedLinearUnit::create;
            case "Addons>Maxout" -> Maxout::create;
            case "Addons>NoisyDense" -> NoisyDense::create;
            case "Addons>PolynomialCrossing" -> PolynomialCrossing::create;
            case "Addons>StochasticDepth" -> StochasticDepth::create;
            case "Addons>SpectralNormalization" -> SpectralNormalization::create;
            case "Addons>PoincareNormalize" -> PoincareNormalize::create;
            case "Addons>GELU" -> AddonsActivations::gelu;
            case "Addons>Snake" -> AddonsActivations::snake;
            case "Addons>Sparsemax" -> AddonsActivations::sparsemax;
            case "Addons>NetVLAD" -> NetVlad::create;
            case "Addons>AdaptiveAveragePooling1D",
                    "Addons>AdaptiveAveragePooling2D",
                    "Addons>AdaptiveAveragePooling3D" -> AdaptivePooling.of(Pool.Kind.AVERAGE);
            case "Addons>AdaptiveMaxPooling1D", "Addons>AdaptiveMaxPooling2D", "Addons>AdaptiveMaxPooling3D" ->
                AdaptivePooling.of(Pool.Kind.MAX);
            case "Addons>SpatialPyramidPooling2D" -> AdaptivePooling::pyramid;
            case "Cross" -> Cross.of(config);
            case "L2Normalization" -> L2Normalization.of(config);
            case "Addons>CRF", "CRF" -> Crf.of(config);
            case "ChainCRF" -> Crf::chain;
            case "TCN" -> Tcn::create;
            case "keras-tcn>ResidualBlock" -> TcnBlock::create;
            case "SeqSelfAttention" -> SelfAttention::create;
            case "SeqWeightedAttention" -> WeightedAttention::create;
            case "AttentionWeightedAverage" -> WeightedAttention::average;
            case "ScaledDotProductAttention" -> ScaledAttention::create;
            case "Attention", "AttentionLayer", "attention", "AttLayer", "AttentionWithContext" ->
                isKeras(config) ? null : TimeAttention::create;
            case "MultiHeadAttention" -> FeedForward.heads(config);
            case "FeedForward" -> FeedForward.of(config);
            case "TokenEmbedding", "EmbeddingRet" -> BertParts.tokens(config);
            case "PositionEmbedding" -> PositionEmbedding.of(config);
            case "TrigPosEmbedding" -> TrigPosEmbedding::create;
            case "TaskEmbedding" -> TaskEmbedding::create;
            case "MaskedConv1D" -> MaskedLayers::convolution;
            case "MaskedGlobalMaxPool1D" -> MaskedLayers::largest;
            case "LayerNormalization" -> BertParts.normalization(config);
            case "Extract" -> BertParts.extract(config);
            case "TransformerBlock" -> throw TransformerBlock.unchosen();
            case "TransformerEncoder" -> TransformerEncoder::unchosen;
            case "TransformerDecoder" -> TransformerDecoder::create;
            case "TokenAndPositionEmbedding" -> TokenAndPositionEmbedding::create;
            case "PositionalEmbedding" -> PositionalEmbedding::unchosen;
            case "Patches", "PatchExtract" -> Patches::create;
            case "PatchEncoder" -> PatchEncoder::create;
            case "PatchEmbedding" -> PatchEncoder::embedding;
            case "CCTTokenizer" -> CCTTokenizer.of(config);
            case "ReflectionPadding2D" -> ReflectionPadding::create;
            case "StochasticDepth" -> Dropping.stochasticDepth(config);
            case "DropPath" -> DropPath.of(className);
            case "Sampling", "GaussianSampler" -> throw Pairs.random();
            case "QDense" -> QuantizedLayer::dense;
            case "QConv1D" -> QuantizedLayer.convolution("Conv1D");
            case "QConv2D" -> QuantizedLayer.convolution("Conv2D");
            case "QDepthwiseConv2D" -> QuantizedLayer::depthwise;
            case "QSeparableConv1D" -> QuantizedLayer.separable("SeparableConv1D");
            case "QSeparableConv2D" -> QuantizedLayer.separable("SeparableConv2D");
            case "QBatchNormalization" -> QuantizedLayer::normalization;
            case "QAveragePooling2D" -> QuantizedPooling::average;
            case "QGlobalAveragePooling2D" -> QuantizedPooling::globalAverage;
            case "QSimpleRNN" -> layer -> QuantizedRecurrent.create(layer, "cornu-qkeras>SIMPLE");
            case "QLSTM" -> layer -> QuantizedRecurrent.create(layer, "cornu-qkeras>LSTM");
            case "QGRU" -> layer -> QuantizedRecurrent.create(layer, "cornu-qkeras>GRU");
            case "cornu-qkeras>SIMPLE" -> QuantizedRecurrent.cell("SIMPLE");
            case "cornu-qkeras>LSTM" -> QuantizedRecurrent.cell("LSTM");
            case "cornu-qkeras>GRU" -> QuantizedRecurrent.cell("GRU");
            case "QActivation" -> QuantizedLayer::activation;
            case "QAdaptiveActivation" -> AdaptiveActivation::create;
            case "QConv2DTranspose" -> QuantizedLayer::transposed;
            case "MDN" -> MixtureDensity::create;
            case "STFT" -> Stft::create;
            case "Magnitude" -> Spectrograms::magnitude;
            case "Phase" -> Spectrograms::phase;
            case "MagnitudeToDecibel" -> Spectrograms::decibels;
            case "ApplyFilterbank" -> Spectrograms::filterbank;
            case "RotaryEmbedding" -> RotaryEmbedding.of(config);
            case "PositionalEncoding" -> PositionalEncoding::unchosen;
            case "BilinearUpSampling2D", "BilinearUpsampling" -> throw BilinearUpSampling.unchosen(bare(className));
            case "L1Dist" -> Pairs::distance;
            case "DistanceLayer" -> throw DistanceLayer.unchosen();
            case "GatedLinearUnit" -> GatedUnits::linear;
            case "GatedResidualNetwork" -> GatedUnits::residual;
            case "CTCLayer" -> Pairs::ctc;
            case "FixedDropout" -> FixedDropout::create;
            case "PruneLowMagnitude" -> PrunedLayer::create;
            case "ClusterWeights", "ClusterWeightsRNN", "ClusterWeightsMHA" -> ClusteredLayer::create;
            case "QuantizeWrapper", "QuantizeWrapperV2" -> QuantizedWrapper::create;
            case "QuantizeLayer" -> QuantizedWrapper::layer;
            case "QuantizeAnnotate" -> QuantizedWrapper::annotated;
            case "CastToFloat32" -> AutoKerasCasts::castToFloat32;
            case "MultiCategoryEncoding" -> MultiCategoryEncoding::create;
            case "ExpandLastDim" -> AutoKerasCasts::expandLastDim;
            case "EmbeddingSimilarity", "EmbeddingSim" -> Pretraining.similarity(config);
            case "Masked" -> Pretraining.masked(config);
            default -> null;
        };
    }

    /** Keras has an {@code Attention} too. */
    private static boolean isKeras(CustomConfig config) {
        return config.has("use_scale") || config.has("score_mode");
    }

    /**
     * The name without its package, but for those of TensorFlow Addons, of which Keras has some too, and for layers
     * inside those here.
     */
    private static String bare(String className) {
        boolean keeps = PACKAGES.stream().anyMatch(className::startsWith);
        return keeps ? className : className.substring(className.lastIndexOf('>') + 1);
    }
}
