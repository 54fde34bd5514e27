package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Map;

/**
 * The layers of the mix transformer (Xie et al., 2021). Between them, the pixels of an image are a sequence, and as
 * KerasHub has it the image is a square.
 */
public final class MitEncoder {
    private static final String SIZE = "project_dim";

    private MitEncoder() {}

    /** {@code OverlappingPatchingAndEmbedding}: a vector for each patch, of patches that overlap. */
    public static CustomFunction patches(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int patch = config.integer("patch_size");
        CustomInnerLayer projection = ImageParts.convolution(
                layer,
                "proj",
                Map.of("filters", config.integer(SIZE), "kernel_size", patch, "strides", config.integer("stride")));
        CustomInnerLayer norm = Parts.norm(layer, "norm", 1e-5);
        return call -> {
            Value x = call.apply(projection, ImageParts.pad(call, call.input(), patch / 2));
            return call.apply(norm, call.add(Reshape.mergeAxes(1, 3), x));
        };
    }

    /** {@code HierarchicalTransformerEncoder}: attention and two dense layers, each after a normalization. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        Map<String, Object> size = Map.of(SIZE, config.integer(SIZE));
        Map<String, Object> options =
                Parts.options("num_heads", config.integer("num_heads"), "sr_ratio", config.integer("sr_ratio", 1));
        options.putAll(size);
        double epsilon = config.number("layer_norm_epsilon", 1e-6f);
        CustomInnerLayer norm = Parts.norm(layer, "norm1", epsilon);
        CustomInnerLayer attention = layer.inner("attn", "keras_hub>SegFormerMultiheadAttention", options);
        CustomInnerLayer secondNorm = Parts.norm(layer, "norm2", epsilon);
        CustomInnerLayer dense = layer.inner("mlp", "keras_hub>MixFFN", size);
        return call -> {
            Value x = Parts.add(call, call.input(), call.apply(attention, call.apply(norm, call.input())));
            return Parts.add(call, x, call.apply(dense, call.apply(secondNorm, x)));
        };
    }

    /** {@code SegFormerMultiheadAttention}: its keys and values are of an image that is smaller by a factor. */
    public static CustomFunction attention(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer(SIZE);
        int heads = config.integer("num_heads");
        int ratio = config.integer("sr_ratio");
        if (heads < 1 || size < heads || size % heads != 0) {
            throw new IllegalArgumentException("vectors of the length " + size + " for " + heads + " heads");
        }
        int depth = size / heads;
        CustomInnerLayer query = Parts.dense(layer, "q", size, null);
        CustomInnerLayer key = Parts.dense(layer, "k", size, null);
        CustomInnerLayer value = Parts.dense(layer, "v", size, null);
        CustomInnerLayer output = Parts.dense(layer, "proj", size, null);
        CustomInnerLayer smaller = ratio <= 1
                ? null
                : ImageParts.convolution(layer, "sr", Map.of("filters", size, "kernel_size", ratio, "strides", ratio));
        CustomInnerLayer norm = ratio <= 1 ? null : Parts.norm(layer, "norm", 1e-5);
        Weight scale = Weight.of(new float[] {(float) (1 / Math.sqrt(depth))});
        Reshape split = Reshape.splitAxis(2, Shape.of(heads, depth));
        return call -> {
            Value x = call.input();
            Value source = x;
            if (smaller != null) {
                source = call.add(Reshape.mergeAxes(1, 3), call.apply(smaller, square(call, x)));
                source = call.apply(norm, source);
            }
            Value y = call.add(
                    new Attention(1, scale, Visibility.ALL),
                    call.add(split, call.apply(query, x)),
                    call.add(split, call.apply(key, source)),
                    call.add(split, call.apply(value, source)));
            return call.apply(output, call.add(Reshape.mergeAxes(2, 4), y));
        };
    }

    /** {@code MixFFN}: two dense layers, and a convolution of each channel between them. */
    public static CustomFunction feedForward(CustomLayerBuilder layer) {
        int size = layer.config().integer(SIZE);
        CustomInnerLayer first = Parts.dense(layer, "fc1", Math.multiplyExact(4, size), null);
        CustomInnerLayer each = layer.inner("dwconv", "DepthwiseConv2D", Map.of("kernel_size", 3, "padding", "same"));
        CustomInnerLayer second = Parts.dense(layer, "fc2", size, null);
        return call -> {
            Value x = call.apply(each, square(call, call.apply(first, call.input())));
            x = Parts.unary(call, Unary.GELU_TANH, call.add(Reshape.mergeAxes(1, 3), x));
            return call.apply(second, x);
        };
    }

    /** A sequence as a square image. */
    private static Value square(CustomCall call, Value x) {
        int steps = x.shape().length(1);
        int side = (int) Math.sqrt(steps);
        if (side * side != steps) {
            throw new IllegalArgumentException("an image of " + steps + " pixels, expected a square");
        }
        return call.add(Reshape.splitAxis(1, Shape.of(side, side)), x);
    }
}
