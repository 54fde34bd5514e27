package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.Positions;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Objects;

/**
 * The layers called {@code RotaryEmbedding}: pairs of elements of each vector are turned by an angle that grows with
 * the step (Su et al., 2021). That of KerasHub is known by its config. Of others files do not tell which elements are a
 * pair, so a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("RotaryEmbedding=neighbours")
 * }</pre>
 *
 * <p>Sequences are (batch, time, size); those of KerasHub also (batch, time, heads, size).
 */
public enum RotaryEmbedding implements CustomLayer {
    /** An element and the one half a vector behind it, as in GPT-NeoX, Llama and KerasHub: {@code rotate_half}. */
    HALVES,
    /** An element and the next one, as in the paper: {@code x[..., 0::2]} and {@code x[..., 1::2]}. */
    NEIGHBOURS;

    private static final List<String> BASES = List.of("max_wavelength", "base", "theta", "rope_base");
    private static final List<String> SIZES = List.of("dim", "head_dim", "d_model", "size", "rotary_dim");

    /** That of KerasHub; another is refused, since none was chosen. */
    static CustomLayer of(CustomConfig config) {
        if (isOfHub(config)) {
            return HALVES;
        }
        throw Choice.missing(
                "its config is not that of KerasHub's, and classes of this name turn pairs of two kinds",
                Choice.of("RotaryEmbedding", values()));
    }

    private static boolean isOfHub(CustomConfig config) {
        return config.has("sequence_axis") && config.has("feature_axis") && config.has("max_wavelength");
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        CustomConfig config = layer.config();
        boolean ofHub = isOfHub(config);
        if (ofHub && this != HALVES) {
            throw new IllegalArgumentException("its config is that of KerasHub's, which turns halves");
        }
        if (config.integer("sequence_axis", 1) != 1 || config.integer("feature_axis", -1) != -1) {
            throw new IllegalArgumentException("other axes than time 1 and features -1 are not supported");
        }
        if (!config.string("rope_type", "linear").equals("linear")) {
            throw new IllegalArgumentException("the rope_type '" + config.string("rope_type") + "' is not supported");
        }
        // What other types of rope take.
        config.ignore("beta_fast", "beta_slow", "original_max_position_embeddings", "truncate");
        float scaling = config.number("scaling_factor", 1f);
        config.ignore(Positions.LENGTHS.toArray(new String[0]));
        double base = BASES.stream()
                .mapToDouble(key -> config.number(key, 0))
                .filter(number -> number > 0)
                .findFirst()
                .orElse(10000);
        int declared =
                SIZES.stream().mapToInt(key -> config.integer(key, 0)).max().orElse(0);
        return call -> {
            Object start = call.keyword("start_index");
            if (call.keyword("positions") != null || start != null && !(start instanceof Long first && first == 0)) {
                throw new IllegalArgumentException("a start_index and positions are not supported");
            }
            Value x = call.input();
            int rank = x.shape().rank();
            int size = Parts.length(x.shape(), rank - 1);
            if (rank != 3 && !(ofHub && rank == 4) || size % 2 != 0 || declared > 0 && declared != size) {
                throw new IllegalArgumentException("sequences of the shape " + x.shape() + " are not supported");
            }
            Value places = Positions.places(call, x);
            Value scaled = scaling == 1 ? places : Parts.with(call, Binary.DIVIDE, places, scaling);
            for (int axis = 2; axis < rank; axis++) {
                scaled = call.add(Reshape.expandDims(axis), scaled);
            }
            return turned(call, x, Parts.multiply(call, scaled, Parts.constant(call, frequencies(base, size))));
        };
    }

    private static Weight frequencies(double base, int size) {
        float[] frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (1 / StrictMath.pow(base, 2.0 * i / size));
        }
        return Weight.of(frequencies, frequencies.length);
    }

    private Value turned(CustomCall call, Value x, Value angles) {
        int last = x.shape().rank() - 1;
        int half = x.shape().length(last) / 2;
        Value cos = Parts.unary(call, Unary.COS, angles);
        Value sin = Parts.unary(call, Unary.SIN, angles);
        boolean neighbours = this == NEIGHBOURS;
        Value a = call.add(neighbours ? new Slice(last, 0, Slice.END, 2) : new Slice(last, 0, half, 1), x);
        Value b = call.add(neighbours ? new Slice(last, 1, Slice.END, 2) : new Slice(last, half, Slice.END, 1), x);
        Value first = Parts.subtract(call, Parts.multiply(call, a, cos), Parts.multiply(call, b, sin));
        Value second = Parts.add(call, Parts.multiply(call, b, cos), Parts.multiply(call, a, sin));
        if (!neighbours) {
            return call.add(new Concatenate(last), first, second);
        }
        Reshape pairs = Reshape.splitAxis(last, Shape.of(half, 1));
        Value joined = call.add(new Concatenate(last + 1), call.add(pairs, first), call.add(pairs, second));
        return call.add(Reshape.mergeAxes(last, last + 2), joined);
    }
}
