package io.github.cornu.importer.layer.attention;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.core.EinsumDenseLayer;
import io.github.cornu.importer.layer.core.QuantizedEinsumDenseLayer;
import io.github.cornu.op.Activation;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attention of several heads, between projections of query, key and value and one of the result: {@code
 * keras.layers.MultiHeadAttention} and {@code GroupQueryAttention}.
 *
 * <p>A query whose keys are all masked gets the average of all values. Since Keras 3.14 it gets zeros, except where
 * Keras uses its fused attention: for inputs of rank 3, without dropout, where the scores are not returned.
 */
abstract class HeadsLayer extends KerasLayer {
    /** The length of the result's only axis after the sequence. */
    static final List<Integer> AS_THE_QUERY = List.of(Shape.FREE);

    private final int depth;
    private final int window;
    private final boolean dropout;
    private final boolean usesBias;
    private final boolean usesGate;

    HeadsLayer(LayerConfig config, int depth) {
        super(config);
        this.depth = depth;
        window = config.integer("sliding_window", 0);
        dropout = config.number("dropout", 0) > 0;
        usesBias = config.bool("use_bias", true);
        usesGate = config.bool("use_gate", false);
        config.ignore("flash_attention");
    }

    /** A projection as a layer of its own. */
    final EinsumDenseLayer projection(String attribute, String name, int summed, List<Integer> lengths) {
        return projection(attribute, name, summed, lengths, Activation.LINEAR);
    }

    private EinsumDenseLayer projection(
            String attribute, String name, int summed, List<Integer> lengths, Activation activation) {
        LayerConfig part = config().part(name, "EinsumDense");
        return child(attribute, new QuantizedEinsumDenseLayer(part, summed, lengths, usesBias, activation));
    }

    /** The gate of the result, computed from the query; null if the layer has none. */
    final EinsumDenseLayer gate(List<Integer> lengths) {
        Activation sigmoid = Activation.of(Unary.SIGMOID);
        return usesGate ? projection("_gate_dense", "gate", 1, lengths, sigmoid) : null;
    }

    /** The projections of one call. */
    record Projections(
            EinsumDenseLayer query,
            EinsumDenseLayer key,
            EinsumDenseLayer value,
            EinsumDenseLayer gate,
            EinsumDenseLayer output) {}

    abstract Projections projections();

    /** Whether a call takes the masks from its inputs, so that no later call finds them. */
    abstract boolean takesMasks(KerasWriter writer);

    /** The axes of a sequence, for inputs of that rank, in the order of their scores. */
    abstract List<Integer> attentionAxes(int rank);

    @Override
    public String streamAdvice() {
        return AttentionMasks.STREAM_ADVICE;
    }

    @Override
    public boolean changesInTraining() {
        return dropout;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        call.rejectAfter(3);
        KerasTensor query = argument(g, call, 0, "query");
        KerasTensor value = argument(g, call, 1, "value");
        KerasTensor given = argument(g, call, 2, "key");
        if (query == null || value == null) {
            throw new IllegalArgumentException("called without query or value");
        }
        KerasTensor key = given == null ? value : given;
        KerasTensor givenMask = call.keywordTensor("attention_mask");
        VisibleKeys visible = VisibleKeys.of(g, givenMask, query.value(), key.value());
        boolean causal = call.flag("use_causal_mask") || visible.causal();
        boolean returnsScores = call.flag("return_attention_scores");
        int rank = query.shape().rank();
        if (rank != 3 && (causal || window > 0)) {
            throw new UnsupportedModelException("a causal mask or a sliding window for inputs of rank " + rank);
        }
        List<Integer> axes = attentionAxes(rank);
        Value ownMask = mask(call, "query", query);
        Value queryMask = takesMasks(g.writer()) ? query.mask() : ownMask;
        List<Value> masks = masks(g, call, visible.rest(), queryMask, value, given, axes.size());
        if (visible.rest() != null && !g.writer().isKeras3()) {
            // What is below 1 is masked where Keras 2 uses a mask as it is.
            masks.replaceAll(mask -> g.add(new CombineScalar(Binary.GREATER_EQUAL, 1f), mask));
        }
        int nearest = VisibleKeys.nearer(window, visible.window());
        boolean zero = g.writer().isAtLeast(3, 14) && (dropout || returnsScores || rank != 3);
        Visibility visibility =
                new Visibility(causal, nearest, zero ? Visibility.FullyMasked.ZERO : Visibility.FullyMasked.UNIFORM);

        if (takesMasks(g.writer())) {
            List.of(query, value, key).forEach(input -> g.dropMask(input.value()));
        }
        Weight scale = Weight.of(new float[] {(float) (1 / Math.sqrt(depth))});
        List<Value> results = attend(
                g, new Attention(axes.size(), scale, visibility), order(rank + 1, axes), masks, query, key, value);
        KerasTensor output = new KerasTensor(results.get(0), queryMask);
        return returnsScores
                ? List.of(output, withMask(g, call, results.get(1), queryMask, value, given))
                : List.of(output);
    }

    /** Scores with the mask of the softmax that they come from, an inner layer: Keras 3.0 to 3.10 lost it. */
    private KerasTensor withMask(
            Lowering g, Call call, Value scores, Value queryMask, KerasTensor value, KerasTensor key) {
        if (g.writer().isKeras3() && !g.writer().isAtLeast(3, 11)) {
            return KerasTensor.of(scores);
        }
        KerasTensor given = call.keywordTensor("attention_mask");
        int axes = attentionAxes(value.shape().rank()).size();
        List<Value> masks = masks(g, call, given == null ? null : given.value(), queryMask, value, key, axes);
        Value mask = AttentionMasks.ofScores(g, scores, masks, call.flag("use_causal_mask"), window);
        return new KerasTensor(scores, mask);
    }

    /** The output of the layer, and the attention weights. */
    private List<Value> attend(
            Lowering g,
            Attention attention,
            List<Integer> order,
            List<Value> masks,
            KerasTensor query,
            KerasTensor key,
            KerasTensor value) {
        List<Value> operands = new ArrayList<>();
        operands.add(projected(g, projections().query(), query.value(), order));
        operands.add(projected(g, projections().key(), key.value(), order));
        operands.add(projected(g, projections().value(), value.value(), order));
        operands.addAll(masks);
        List<Value> attended = g.addAll(attention, operands);
        Value y = g.add(new Transpose(Axes.inverse(order)), attended.get(0));
        if (usesGate) {
            Value gate = single(g, projections().gate(), query.value());
            y = g.add(new Combine(Binary.MULTIPLY), y, gate);
        }
        return List.of(single(g, projections().output(), y), attended.get(1));
    }

    /** By position, else by name; null if it is missing. */
    private static KerasTensor argument(Lowering g, Call call, int position, String name) {
        List<Object> positional = call.arguments();
        KerasTensor named = call.keywordTensor(name);
        Object found = position < positional.size() ? positional.get(position) : named;
        if (found == null) {
            return null;
        }
        if (found instanceof KerasTensor tensor) {
            if (tensor.mask() != null
                    && tensor.mask().shape().rank() > 2
                    && !g.writer().isKeras3()) {
                throw new UnsupportedModelException(
                        "a mask of shape " + tensor.mask().shape() + " of its " + name
                                + ", of which Keras 2 takes the second axis for the steps");
            }
            return tensor;
        }
        throw new UnsupportedModelException("it is called with a " + name + " that is no tensor");
    }

    private static Value single(Lowering g, KerasLayer layer, Value x) {
        return g.call(layer, Call.of(List.of(KerasTensor.of(x)))).get(0).value();
    }

    private static Value projected(Lowering g, KerasLayer layer, Value x, List<Integer> order) {
        return g.add(new Transpose(order), single(g, layer, x));
    }

    /** The axes of a sequence after all others, and then heads and features. */
    private static List<Integer> order(int rank, List<Integer> axes) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank - 2)
                .filter(axis -> !axes.contains(axis))
                .boxed()
                .toList());
        order.addAll(axes);
        order.add(rank - 2);
        order.add(rank - 1);
        return order;
    }

    /** The mask of one input: given by keyword, else that which it carries. */
    private static Value mask(Call call, String name, KerasTensor tensor) {
        KerasTensor given = call.keywordTensor(name + "_mask");
        Value carried = tensor == null ? null : tensor.mask();
        return given == null ? carried : given.value();
    }

    /**
     * The masks of the scores: that of the queries, and the others as one. Together they would be as large as the
     * scores. What is not 0 is true, except that Keras 2 uses a mask as it is where there is no other to combine it
     * with.
     */
    private List<Value> masks(
            Lowering g, Call call, Value given, Value queryMask, KerasTensor value, KerasTensor key, int axes) {
        Value mask = null;
        for (Value ofKeys : new Value[] {mask(call, "value", value), mask(call, "key", key)}) {
            mask = AttentionMasks.both(g, mask, ofKeys == null ? null : AttentionMasks.ofKeys(g, ofKeys));
        }
        if (given != null) {
            boolean ofSamples = given.shape().rank() > 2 * axes;
            Value x = ofSamples ? given : g.add(Reshape.expandDims(0), given);
            boolean alone = mask == null && queryMask == null && !call.flag("use_causal_mask");
            boolean asItIs = alone && !g.writer().isKeras3();
            Value set = asItIs ? x : g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), x);
            mask = AttentionMasks.both(g, set, mask);
        }
        List<Value> masks = new ArrayList<>();
        if (mask != null) {
            masks.add(mask);
        }
        if (queryMask != null) {
            masks.add(AttentionMasks.ofQueries(g, queryMask));
        }
        int rank = value.shape().rank() + axes;
        masks.replaceAll(one -> AttentionMasks.forScores(g, one, rank, 2 * axes));
        return masks;
    }
}
