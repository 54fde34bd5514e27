package io.github.cornu.hub.layers.registry;

import io.github.cornu.hub.layers.BloomAttention;
import io.github.cornu.hub.layers.BloomDecoder;
import io.github.cornu.hub.layers.DisentangledAttention;
import io.github.cornu.hub.layers.DisentangledEncoder;
import io.github.cornu.hub.layers.FourierEncoder;
import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.layers.GatedDecoder;
import io.github.cornu.hub.layers.GemmaDecoder;
import io.github.cornu.hub.layers.GroupedAttention;
import io.github.cornu.hub.layers.MaskedLmHead;
import io.github.cornu.hub.layers.PositionEmbedding;
import io.github.cornu.hub.layers.RelativeEmbedding;
import io.github.cornu.hub.layers.RmsNorm;
import io.github.cornu.hub.layers.SteppedHeads;
import io.github.cornu.hub.layers.T5Attention;
import io.github.cornu.hub.layers.T5Layer;
import io.github.cornu.hub.layers.TokenAndPositionEmbedding;
import io.github.cornu.hub.layers.TransformerDecoder;
import io.github.cornu.hub.layers.TransformerEncoder;
import io.github.cornu.hub.layers.image.ClipEncoder;
import io.github.cornu.hub.layers.image.ClipPatches;
import io.github.cornu.hub.layers.image.MbConv;
import io.github.cornu.hub.layers.image.MitEncoder;
import io.github.cornu.hub.layers.image.MobileNetBlocks;
import io.github.cornu.hub.layers.image.SpatialPyramid;
import io.github.cornu.hub.layers.image.VitEncoder;
import io.github.cornu.hub.layers.image.VitPatches;
import io.github.cornu.importer.custom.CustomLayer;

/**
 * The layer classes, one {@code case} each. A switch, and not a map, so that a process loads those layers only that it
 * needs.
 */
public final class KnownLayers {
    private KnownLayers() {}

    /**
     * The implementation of a layer, or null.
     *
     * @param name without its package
     */
    public static CustomLayer find(String name) {
        return switch (name) {
            case "TransformerEncoder" -> TransformerEncoder::create;
            case "TransformerDecoder" -> TransformerDecoder::create;
            case "PositionEmbedding" -> PositionEmbedding::create;
            case "TokenAndPositionEmbedding" -> TokenAndPositionEmbedding::create;
            case "MaskedLMHead" -> MaskedLmHead::create;
            case "LlamaTransformerDecoder",
                    "MistralTransformerDecoder",
                    "QwenTransformerDecoder",
                    "Qwen3TransformerDecoder",
                    "Phi3Decoder" -> GatedDecoder::create;
            case "SteppedHeads" -> SteppedHeads::create;
            case "GroupedAttention" -> GroupedAttention::create;
            case "LlamaLayerNorm", "MistralLayerNormalization", "QwenLayerNorm", "Qwen3LayerNorm", "Phi3LayerNorm" ->
                RmsNorm::create;
            case "RMSNormalization" -> RmsNorm::ofGemma;
            case "GemmaDecoderBlock", "Gemma3DecoderBlock" -> GemmaDecoder::create;
            case "BloomDecoder" -> BloomDecoder::create;
            case "BloomAttention" -> BloomAttention::create;
            case "T5TransformerLayer" -> T5Layer::create;
            case "T5MultiHeadAttention" -> T5Attention::create;
            case "T5LayerNorm" -> RmsNorm::create;
            case "DisentangledAttentionEncoder" -> DisentangledEncoder::create;
            case "DisentangledSelfAttention" -> DisentangledAttention::create;
            case "RelativeEmbedding" -> RelativeEmbedding::create;
            case "FNetEncoder" -> FourierEncoder::create;
            case "ViTPatchingAndEmbedding" -> VitPatches::create;
            case "ViTEncoder" -> VitEncoder::create;
            case "ViTEncoderBlock" -> VitEncoder::block;
            case "TwoDense" -> VitEncoder::twoDense;
            case "CLIPVisionEmbedding" -> ClipPatches::create;
            case "CLIPEncoderLayer" -> ClipEncoder::create;
            case "MBConvBlock" -> MbConv::unfused;
            case "FusedMBConvBlock" -> MbConv::fused;
            case "CBABlock" -> MbConv::plain;
            case "SqueezeAndExcite2D" -> MobileNetBlocks::squeeze;
            case "DepthwiseConvBlock" -> MobileNetBlocks::depthwise;
            case "InvertedResidualBlock" -> MobileNetBlocks::inverted;
            case "ConvBnActBlock" -> MobileNetBlocks::last;
            case "SpatialPyramidPooling" -> SpatialPyramid::create;
            case "OverlappingPatchingAndEmbedding" -> MitEncoder::patches;
            case "HierarchicalTransformerEncoder" -> MitEncoder::create;
            case "SegFormerMultiheadAttention" -> MitEncoder::attention;
            case "MixFFN" -> MitEncoder::feedForward;
            case "Function" -> Functions::create;
            default -> null;
        };
    }
}
