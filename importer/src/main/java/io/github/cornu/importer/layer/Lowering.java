package io.github.cornu.importer.layer;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.text.TextToText;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Weight;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Where a layer adds its operations: the graph, under the layer's name. */
public final class Lowering {
    /** Nested models, each called twice by the one around it, make an exponential number of calls. */
    private static final int MAX_CALLS = 50_000;

    private final GraphBuilder graph;
    private final KerasWriter writer;
    private final Map<KerasLayer, List<Integer>> indices;
    private final Set<KerasLayer> noted;
    private final AtomicInteger calls;
    private final Set<Value> unmasked;
    private final HalfValues halves;
    private final Origin origin;
    private final HalfPrecision half;
    /** Where the model is only looked at: why layers cannot be called. Else null. */
    private final List<ModelException> problems;

    /**
     * For a model that is no layer of another.
     *
     * @param indices the {@link LayerIndices} of the layers inside it
     * @param problems where the model is only looked at, takes the reasons why layers cannot be called; null: the
     *     first one is thrown
     */
    public Lowering(
            GraphBuilder graph,
            KerasWriter writer,
            Map<KerasLayer, List<Integer>> indices,
            List<ModelException> problems) {
        this.problems = problems;
        this.graph = graph;
        this.writer = writer;
        this.indices = indices;
        this.noted = new HashSet<>();
        this.calls = new AtomicInteger();
        this.unmasked = new HashSet<>();
        this.halves = new HalfValues();
        this.origin = null;
        this.half = null;
    }

    private Lowering(Lowering outer, Origin origin, HalfPrecision half) {
        this.problems = outer.problems;
        this.graph = outer.graph;
        this.writer = outer.writer;
        this.indices = outer.indices;
        this.noted = outer.noted;
        this.calls = outer.calls;
        this.unmasked = outer.unmasked;
        this.halves = outer.halves;
        this.origin = origin;
        this.half = half;
    }

    /** The version of Keras that wrote the model. */
    public KerasWriter writer() {
        return writer;
    }

    /** Adds an operation and returns its first output, rounded to the type that the layer computes in. */
    public Value add(Op op, Value... operands) {
        if (half == null) {
            return graph.add(origin, op, operands);
        }
        Value y = graph.add(origin, half.withRoundedNumbers(op), operands);
        return half.mayLeave(op) ? rounded(y, half) : halves.mark(y, half);
    }

    /** Where a part of this layer adds operations that are computed in float, whatever the layer's type. */
    public Lowering inFloat() {
        return new Lowering(this, origin, null);
    }

    /** A value in a type of 16 bits; itself for null and where it is of that type. */
    public Value rounded(Value value, HalfPrecision type) {
        if (type == null || halves.of(value) == type) {
            return value;
        }
        return halves.mark(graph.add(origin, type.roundingOperation(), value), type);
    }

    /** A value that leaves this layer in float, whatever the type that the layer computes in. */
    public Value inFloat(Value value) {
        return halves.markFloat(halves.of(value) == null ? value : graph.add(origin, new Identity(), value));
    }

    /** A value that was computed in float, in the type that the layer computes in. */
    public Value rounded(Value value) {
        return rounded(value, half);
    }

    private KerasTensor rounded(KerasTensor tensor, HalfPrecision type) {
        return tensor.value() == null ? tensor : tensor.withValue(rounded(tensor.value(), type));
    }

    /** An input of the model, which Keras converts to the type of the input layer. */
    public KerasTensor entering(KerasTensor tensor, KerasLayer input) {
        return rounded(tensor, input.half());
    }

    /**
     * Adds a linear operation and its bias: as one where the layer computes in float, else one after the other.
     *
     * @param operation makes the operation with a bias, which may be null
     * @param bias one number for each element of the last axis, or null
     */
    public Value addBiased(Function<Weight, Op> operation, Weight bias, Value x) {
        if (half == null || bias == null) {
            return add(operation.apply(bias), x);
        }
        return add(new Combine(Binary.ADD), add(operation.apply(null), x), add(new Constant(bias)));
    }

    /** Adds an operation with several outputs. */
    public List<Value> addAll(Op op, List<Value> operands) {
        List<Value> outputs = graph.addAll(origin, op, operands);
        return half == null
                ? outputs
                : outputs.stream()
                        .map(y -> half.mayLeave(op) ? rounded(y, half) : halves.mark(y, half))
                        .toList();
    }

    /** Whether a value is computed from one of those. */
    public boolean dependsOn(Value value, List<Value> sources) {
        return graph.dependsOn(value, sources);
    }

    /** An input of the model. */
    public Value input(TensorSpec spec) {
        return graph.input(spec);
    }

    /** Whether a tensor holds texts. */
    public boolean isTexts(Value value) {
        return graph.isTexts(value);
    }

    /** The number of axes as Keras counts them, for which a text is one element. */
    public int kerasRank(Value value) {
        return value.shape().rank() - (isTexts(value) ? 1 : 0);
    }

    /** Whether a tensor has the texts of an input of the model, as they are or edited one by one. */
    public boolean isInputText(Value value) {
        Value source = value;
        for (Op op = graph.operation(source); op != null; op = graph.operation(source)) {
            if (!op.isView() && !(op instanceof TextToText)) {
                return false;
            }
            source = graph.operands(source).get(0);
        }
        return graph.isInput(source);
    }

    /** Takes the mask away that a tensor carries: no later call finds it. */
    public void dropMask(Value value) {
        unmasked.add(value);
    }

    /** Whether a value is the same for all inputs of the model. */
    public boolean isConstant(Value value) {
        return graph.isConstant(value);
    }

    /** The operation that makes a value; null for one that the caller gives. */
    public Op operation(Value value) {
        return graph.operation(value);
    }

    /** The inputs of that operation. */
    public List<Value> operands(Value value) {
        return graph.operands(value);
    }

    /** How many operations there are so far. */
    public int size() {
        return graph.size();
    }

    /** Whether one of the operations after the first {@code before} goes on from the states of the call before. */
    public boolean isStateful(int before) {
        return graph.isStateful(before);
    }

    /** The shape of a value in a call with one sample. */
    public Shape shapeOfOneSample(Value value) {
        return graph.shapeOfOneSample(value);
    }

    /** The first input of the model. */
    public Value firstInput() {
        return graph.firstInput();
    }

    /** The number of samples that the model's file asks for, or {@link Shape#FREE}. */
    public int batchSize() {
        return graph.batchSize();
    }

    /** Adds a layer to the model's list of layers. */
    public void note(LayerInfo layer) {
        graph.layer(layer);
    }

    /** True where this was not asked of the layer before. */
    public boolean isNew(KerasLayer inner) {
        return noted.add(inner);
    }

    /** Where a layer is in {@code model.layers} of Python; empty if it is not there. */
    public List<Integer> index(KerasLayer inner) {
        return indices.getOrDefault(inner, List.of());
    }

    /** Where a part of this layer adds its operations. */
    public Lowering part(String name) {
        Origin inside = new Origin(origin.layer() + "/" + name, origin.layerClass(), origin.streamAdvice());
        return new Lowering(this, inside, half);
    }

    /** Where operations are added that have an advice of their own; see {@link KerasLayer#streamAdvice}. */
    public Lowering advising(String streamAdvice) {
        return new Lowering(this, new Origin(origin.layer(), origin.layerClass(), streamAdvice), half);
    }

    private KerasTensor leaving(KerasTensor output, KerasLayer inner, HalfPrecision type) {
        Value y = output.value();
        if (y == null || halves.isFloat(y)) {
            return output;
        }
        if (type != null || inner.isModel() || inner.calledFunction() != null) {
            return rounded(output, type);
        }
        KerasTensor plain = halves.of(y) == null ? output : output.withValue(add(new Identity(), y));
        return plain.type() == NumberType.HALF ? plain.withType(NumberType.FLOAT) : plain;
    }

    /**
     * A tensor in the place of one that a layer which cannot be called would make.
     *
     * @param lengths of its axes, -1 where free
     */
    public KerasTensor standIn(List<Integer> lengths) {
        int[] shape = lengths.stream().mapToInt(Integer::intValue).toArray();
        return KerasTensor.of(graph.input(" stands in " + calls.incrementAndGet(), Shape.of(shape)));
    }

    /**
     * As {@link #call}, but null if the layer cannot be called, where a model is only looked at.
     *
     * @throws ModelException if something is wrong, where it is not
     */
    public List<KerasTensor> tryCall(KerasLayer inner, Call given) {
        if (problems == null) {
            return call(inner, given);
        }
        if (inner.isPlaceholder()) {
            return null;
        }
        try {
            List<KerasTensor> outputs = call(inner, given);
            return outputs.stream().anyMatch(KerasTensor::isUnknown) ? null : outputs;
        } catch (ModelException e) {
            problems.add(e);
            return null;
        }
    }

    /**
     * Calls a layer inside this one, under its own name.
     *
     * @throws ModelException with the name of that layer, if something is wrong
     */
    public List<KerasTensor> call(KerasLayer inner, Call given) {
        LayerConfig config = inner.config();
        if (calls.incrementAndGet() > MAX_CALLS) {
            throw new ModelException("its layers are called more than " + MAX_CALLS + " times");
        }
        boolean named = inner.calledFunction() != null || inner.isCustom();
        Call call = (named ? given : given.positional()).without(unmasked);
        try {
            if (!inner.takesTexts() && call.has(graph::isTexts)) {
                String what = inner.calledFunction() == null ? "layer of this class" : "function";
                throw new UnsupportedModelException("a " + what + " for texts");
            }
            if (!inner.takesComplex() && call.hasType(NumberType.COMPLEX)) {
                throw new UnsupportedModelException("a layer of this class for complex numbers");
            }
            HalfPrecision type = halves.in(inner, call);
            Origin called = new Origin(config.path(), config.className(), inner.streamAdvice());
            Lowering g = new Lowering(this, called, type);
            Call plain = inner.takesConstants() ? call : call.withTensors(g);
            Call used = type == null || !inner.roundsInputs() ? plain : plain.map(tensor -> g.rounded(tensor, type));
            List<KerasTensor> outputs = OutputMasks.of(writer, inner, used, inner.call(g, used));
            used.rejectUnread();
            List<KerasTensor> typed = inner.movesNumbers() ? KerasTensor.typedAs(used.tensors(), outputs) : outputs;
            return typed.stream().map(output -> g.leaving(output, inner, type)).toList();
        } catch (ModelException e) {
            throw e.at(config.label(), config.className());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(null, config.label(), config.className(), e.getMessage(), e);
        } catch (IndexOutOfBoundsException e) {
            String text = "it asks for an axis, an element or an input that is not there";
            throw new ModelException(null, config.label(), config.className(), text, e);
        } catch (RuntimeException e) {
            throw Faults.unknown(e).at(config.label(), config.className());
        }
    }
}
