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
import io.github.cornu.importer.layer.activation.Softmax;
import io.github.cornu.importer.layer.core.EinsumDenseLayer;
import io.github.cornu.importer.layer.core.QuantizedEinsumDenseLayer;
import io.github.cornu.op.Activation;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.BiasedAttention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.Combine;
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
 * <p>A query whose keys are all masked gets the average of all values. Since Keras 3.10 it gets zeros, except where
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

    /**
     * Whether the softmax is given an {@code attention_mask} that is the only mask as it is, and not as truth values.
     *
     * @param withScores whether the scores are computed for themselves, and not inside of one operation
     */
    abstract boolean takesNumbers(KerasWriter writer, boolean withScores);

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
        boolean returnsScores = call.flag("return_attention_scores");
        int rank = query.shape().rank();
        List<Integer> axes = attentionAxes(rank);
        HeadMasks masks = masks(g, call, query, value, given, axes.size());
        VisibleKeys visible = masks.isNumber()
                ? VisibleKeys.all(masks.given())
                : VisibleKeys.of(g, masks.given(), query.value(), key.value());
        boolean causal = call.flag("use_causal_mask") || visible.causal();
        if (rank != 3 && (causal || window > 0)) {
            throw new UnsupportedModelException("a causal mask or a sliding window for inputs of rank " + rank);
        }
        int nearest = VisibleKeys.nearer(window, visible.window());
        boolean zero = g.writer().isAtLeast(3, 10) && (dropout || returnsScores || rank != 3);
        Visibility visibility =
                new Visibility(causal, nearest, zero ? Visibility.FullyMasked.ZERO : Visibility.FullyMasked.UNIFORM);

        if (takesMasks(g.writer())) {
            List.of(query, value, key).forEach(input -> g.dropMask(input.value()));
        }
        List<Integer> order = order(rank + 1, axes);
        List<Value> operands = List.of(
                projected(g, projections().query(), query.value(), order),
                projected(g, projections().key(), key.value(), order),
                projected(g, projections().value(), value.value(), order));
        HeadMasks others = masks.withGiven(visible.rest(), masks.isNumber());
        List<Value> attended = attended(g, operands, others.forScores(g, rank + axes.size()), visibility, masks);
        Value outputMask = usesMasks(g.writer()) ? query.mask() : null;
        KerasTensor output = new KerasTensor(result(g, query.value(), attended.get(0), order), outputMask);
        return returnsScores ? List.of(output, withMask(g, call, attended.get(1), masks)) : List.of(output);
    }

    /** What the layer is told of keys that count for nothing. */
    private HeadMasks masks(Lowering g, Call call, KerasTensor query, KerasTensor value, KerasTensor key, int axes) {
        KerasTensor given = call.keywordTensor("attention_mask");
        Value ofKeys = null;
        for (Value mask : new Value[] {mask(g, call, "value", value), mask(g, call, "key", key)}) {
            ofKeys = AttentionMasks.both(g, ofKeys, mask == null ? null : AttentionMasks.ofKeys(g, mask));
        }
        Value ownMask = mask(g, call, "query", query);
        Value ofQueries = takesMasks(g.writer()) ? query.mask() : ownMask;
        HeadMasks masks = new HeadMasks(given == null ? null : given.value(), false, ofQueries, ofKeys, axes);
        boolean alone = masks.isAlone() && !call.flag("use_causal_mask") && window == 0;
        boolean asItIs = alone && takesNumbers(g.writer(), dropout || call.flag("return_attention_scores"));
        if (!asItIs || HeadMasks.isTruth(g, given)) {
            return masks;
        }
        return Softmax.isNumber(g.writer())
                ? masks.withGiven(given.value(), true)
                : masks.withGiven(Softmax.truth(g, given.value()), false);
    }

    /** Scores with the mask of the softmax that they come from, an inner layer: Keras 3.0 to 3.10 lost it. */
    private KerasTensor withMask(Lowering g, Call call, Value scores, HeadMasks masks) {
        if (g.writer().isKeras3() && !g.writer().isAtLeast(3, 11)) {
            return KerasTensor.of(scores);
        }
        List<Value> all = masks.forScores(g, scores.shape().rank());
        return new KerasTensor(scores, AttentionMasks.ofScores(g, scores, all, call.flag("use_causal_mask"), window));
    }

    /** The values that the queries attend to, and the attention weights. */
    private List<Value> attended(
            Lowering g, List<Value> operands, List<Value> masks, Visibility visibility, HeadMasks given) {
        float scale = (float) (1 / Math.sqrt(depth));
        int axes = given.axes();
        // Of several axes that are all masked, Keras's softmax gives 1 everywhere.
        boolean severalOnes =
                axes > 1 && !masks.isEmpty() && visibility.fullyMasked() == Visibility.FullyMasked.UNIFORM;
        Weight factor = Weight.of(new float[] {scale});
        if (given.isNumber() && axes == 1 && !Softmax.isFactor(g.writer())) {
            List<Value> biased = new ArrayList<>(operands);
            biased.add(Softmax.summand(g, null, masks.get(0)));
            return g.addAll(new BiasedAttention(axes, factor), biased);
        }
        if (given.isNumber() || severalOnes) {
            Value mask = masks.stream().reduce(null, (a, b) -> AttentionMasks.both(g, a, b));
            ExplicitAttention attention = new ExplicitAttention(axes, scale);
            return attention.add(g, operands.get(0), operands.get(1), operands.get(2), mask);
        }
        List<Value> all = new ArrayList<>(operands);
        all.addAll(masks);
        return g.addAll(new Attention(axes, factor, visibility), all);
    }

    /** The output of the layer. */
    private Value result(Lowering g, Value query, Value attended, List<Integer> order) {
        Value y = g.add(new Transpose(Axes.inverse(order)), attended);
        if (usesGate) {
            y = g.add(new Combine(Binary.MULTIPLY), y, single(g, projections().gate(), query));
        }
        return single(g, projections().output(), y);
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

    /** Before Keras 2.10 the masks that inputs carry are not used. */
    private static boolean usesMasks(KerasWriter writer) {
        return writer.isAtLeast(2, 10);
    }

    /** The mask of one input: given by keyword, else that which it carries. */
    private static Value mask(Lowering g, Call call, String name, KerasTensor tensor) {
        KerasTensor given = call.keywordTensor(name + "_mask");
        Value carried = tensor == null || !usesMasks(g.writer()) ? null : tensor.mask();
        return given == null ? carried : given.value();
    }
}
