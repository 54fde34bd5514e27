package io.github.cornu.importer.layer;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Calls what the user has registered; whatever it throws becomes one plain text. */
public final class CustomCalls {
    private CustomCalls() {}

    /**
     * Runs code of the user.
     *
     * @throws IllegalArgumentException if it throws something else than a {@link ModelException} or a plain text
     */
    public static <T> T guarded(Supplier<T> code) {
        try {
            return code.get();
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) {
            boolean isText = e.getClass() == IllegalArgumentException.class && e.getMessage() != null;
            String text = isText ? e.getMessage() : "its registered implementation failed: " + e;
            throw new IllegalArgumentException(text, e);
        }
    }

    /**
     * Calls a function and checks what it returns.
     *
     * @param weights of the layer, which the states of its operations belong to
     */
    public static List<KerasTensor> call(
            CustomFunction function, Lowering g, Call call, CustomConfig config, List<WeightSlot> weights) {
        Adapter adapter = new Adapter(g, call, config, weights);
        Value first = guarded(() -> function.call(adapter));
        List<KerasTensor> outputs = new ArrayList<>();
        Stream.concat(Stream.of(new Value[] {first}), adapter.others.stream()).forEach(value -> {
            // Behind the first there may be tables, which all samples share.
            if (value == first || value == null || !g.isConstant(value)) {
                check(value, adapter.inputs());
            }
            outputs.add(adapter.tensor(value));
        });
        if (adapter.complex) {
            outputs.set(0, KerasTensor.of(outputs.get(0).value(), NumberType.COMPLEX));
        }
        if (adapter.mask != null) {
            outputs.set(0, outputs.get(0).withMask(adapter.mask));
        }
        return outputs;
    }

    private static void check(Value output, List<Value> inputs) {
        if (output == null) {
            throw new IllegalArgumentException("its registered implementation returns null");
        }
        boolean keepsBatch = output.shape().rank() > 0
                && (inputs.isEmpty()
                        || output.shape().length(0) == inputs.get(0).shape().length(0));
        if (!keepsBatch) {
            throw new IllegalArgumentException("its registered implementation returns the shape " + output.shape()
                    + ", axis 0 is not the batch of its input "
                    + inputs.get(0).shape());
        }
    }

    /** An inner layer that the user has declared. */
    public record Inner(String attribute, KerasLayer layer) implements CustomInnerLayer {
        @Override
        public void change(String weight, UnaryOperator<Weight> change) {
            slot(weight).change(Objects.requireNonNull(change, "change"));
        }

        /** A weight by its name, behind the attributes of the layers that lead to it. */
        public WeightSlot slot(String weight) {
            return find(layer, weight)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "its inner layer " + attribute + " has no weight '" + weight + "'"));
        }

        private static Optional<WeightSlot> find(KerasLayer layer, String weight) {
            Optional<WeightSlot> own = layer.ownWeights().stream()
                    .filter(slot -> slot.name().equals(weight))
                    .findFirst();
            return own.isPresent()
                    ? own
                    : layer.children().entrySet().stream()
                            .filter(child -> weight.startsWith(child.getKey() + "/"))
                            .flatMap(child ->
                                    find(
                                            child.getValue(),
                                            weight.substring(child.getKey().length() + 1))
                                            .stream())
                            .findFirst();
        }
    }

    /** What the user sees of a call. */
    private static final class Adapter implements CustomCall {
        private final Lowering g;
        private final Call call;
        private final CustomConfig config;
        private final List<WeightSlot> weights;
        private final List<Value> others = new ArrayList<>();
        /** What inputs and inner layers have said, whose tensors carry their masks through Python's code. */
        private final Map<Value, KerasTensor> carried = new HashMap<>();
        /** Operations with states so far. */
        private int withStates;
        /** Of the first output, or null. */
        private Value mask;
        /** Whether the first output is complex. */
        private boolean complex;

        Adapter(Lowering g, Call call, CustomConfig config, List<WeightSlot> weights) {
            this.g = g;
            this.call = call;
            this.config = config;
            this.weights = weights;
            call.tensors().forEach(tensor -> carried.put(tensor.value(), tensor));
        }

        KerasTensor tensor(Value value) {
            return carried.getOrDefault(value, KerasTensor.of(value));
        }

        @Override
        public Value input() {
            return call.tensor().value();
        }

        @Override
        public List<Value> inputs() {
            return call.tensors().stream().map(KerasTensor::value).toList();
        }

        @Override
        public Value mask() {
            return call.mask();
        }

        @Override
        public List<Value> masks() {
            return call.masks();
        }

        @Override
        public boolean isTexts(Value value) {
            return g.isTexts(Objects.requireNonNull(value, "value"));
        }

        @Override
        public Object keyword(String name) {
            return plain(call.keyword(name));
        }

        private Object plain(Object value) {
            if (value instanceof List<?> list) {
                List<Object> values = new ArrayList<>();
                list.forEach(item -> values.add(plain(item)));
                return values;
            }
            if (value instanceof KerasTensor tensor) {
                carried.put(tensor.value(), tensor);
                return tensor.value();
            }
            return value;
        }

        @Override
        public CustomConfig config() {
            return config;
        }

        @Override
        public Value add(Op op, Value... operands) {
            for (Value operand : operands) {
                Objects.requireNonNull(operand, "an operand");
            }
            boolean unnamed = op instanceof JavaScan scan && scan.named() == null;
            Op own = unnamed ? owned((JavaScan) op) : op;
            if (own.stateCount() == 0 || withStates++ == 0) {
                return g.add(own, operands);
            }
            // The states of one path are those of one operation, however often its layer is called.
            return g.part("operation_" + (withStates - 1)).add(own, operands);
        }

        private JavaScan owned(JavaScan scan) {
            return scan.with(
                    weights.stream()
                            .filter(WeightSlot::isBound)
                            .map(WeightSlot::get)
                            .toList(),
                    null);
        }

        @Override
        public Value apply(CustomInnerLayer inner, Value... inputs) {
            return applyAll(inner, Map.of(), inputs).get(0);
        }

        @Override
        public List<Value> applyAll(CustomInnerLayer inner, Map<String, ?> keywords, Value... inputs) {
            if (!(inner instanceof Inner declared)) {
                throw new IllegalArgumentException("an inner layer that was not declared");
            }
            List<KerasTensor> tensors = Stream.of(inputs).map(this::tensor).toList();
            Map<String, Object> named = new LinkedHashMap<>();
            keywords.forEach((name, value) -> named.put(name, tensors(value)));
            Call made = new Call(List.of(tensors.size() == 1 ? tensors.get(0) : tensors), named);
            List<KerasTensor> outputs = g.call(declared.layer(), made);
            outputs.forEach(output -> carried.put(output.value(), output));
            return outputs.stream().map(KerasTensor::value).toList();
        }

        private Object tensors(Object value) {
            if (value instanceof List<?> list) {
                List<Object> values = new ArrayList<>();
                list.forEach(item -> values.add(tensors(item)));
                return values;
            }
            return value instanceof Value tensor ? tensor(tensor) : value;
        }

        @Override
        public void passMask() {
            mask = mask();
        }

        @Override
        public void setMask(Value other) {
            mask = Objects.requireNonNull(other, "other");
        }

        @Override
        public void returnComplex() {
            complex = true;
        }

        @Override
        public void alsoReturn(Value... outputs) {
            others.addAll(List.of(outputs));
        }
    }
}
