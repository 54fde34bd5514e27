package io.github.cornu;

import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Keras computed: the inputs of one or more calls, their outputs, and perhaps the outputs of layers and the states
 * after each call. Calls follow each other in one session. {@link #of} makes one of the arrays of a file.
 *
 * <pre>{@code
 * Golden golden = Golden.of(Npz.read(Path.of("churn.golden.npz")));
 * boolean equal = golden.compare(model).stream().allMatch(one -> one.isWithin(1e-5));
 * }</pre>
 *
 * @param calls at least one
 */
public record Golden(List<Call> calls) {
    private static final Pattern KEY =
            Pattern.compile("(?:call(\\d{1,9})_)?(input|output|layer|state)_(.+)", Pattern.DOTALL);

    public Golden {
        calls = List.copyOf(calls);
    }

    /**
     * One call. Inputs and outputs go by name or by position, {@code 0} being the first; layers by path; states by
     * {@code <path of the layer>_<index>}.
     */
    public record Call(
            Map<String, Tensor> inputs,
            Map<String, Tensor> outputs,
            Map<String, Tensor> layers,
            Map<String, Tensor> states) {
        /**
         * The inputs in the model's order.
         *
         * @throws ModelException if one is missing, or the model does not have one
         */
        public List<Tensor> inputs(Model model) {
            Recorded recorded = new Recorded("input", inputs);
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < model.inputs().size(); i++) {
                tensors.add(recorded.take(model.inputs().get(i).name(), i));
            }
            recorded.requireEmpty();
            return tensors;
        }

        private static Call empty() {
            return new Call(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        private void put(String kind, String name, Tensor tensor) {
            switch (kind) {
                case "input" -> inputs.put(name, tensor);
                case "output" -> outputs.put(name, tensor);
                case "layer" -> layers.put(name, tensor);
                default -> states.put(name, tensor);
            }
        }
    }

    /**
     * Sorts arrays by their names: {@code input_…}, {@code output_…}, {@code layer_…} and {@code state_…}; of several
     * calls with the number of the call in front, {@code call1_input_…}. Other names are left out.
     *
     * @throws ModelException if there is no input, or no output
     */
    public static Golden of(Map<String, Tensor> arrays) {
        Objects.requireNonNull(arrays, "arrays");
        Map<Integer, Call> calls = new TreeMap<>();
        arrays.forEach((key, tensor) -> {
            Matcher matcher = KEY.matcher(key);
            if (matcher.matches()) {
                int number = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
                calls.computeIfAbsent(number, n -> Call.empty()).put(matcher.group(2), matcher.group(3), tensor);
            }
        });
        for (Call call : calls.values()) {
            if (call.inputs().isEmpty()
                    || call.outputs().isEmpty() && call.layers().isEmpty()) {
                throw new ModelException("a call of the golden has no input or no output; there is " + arrays.keySet());
            }
        }
        if (calls.isEmpty()) {
            throw new ModelException("the golden has no 'input_…'; there is " + arrays.keySet());
        }
        return new Golden(new ArrayList<>(calls.values()));
    }

    /** What {@link #of} makes this of. */
    public Map<String, Tensor> arrays() {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            String prefix = calls.size() == 1 ? "" : "call" + (i + 1) + "_";
            call.inputs().forEach((name, tensor) -> arrays.put(prefix + "input_" + name, tensor));
            call.outputs().forEach((name, tensor) -> arrays.put(prefix + "output_" + name, tensor));
            call.layers().forEach((name, tensor) -> arrays.put(prefix + "layer_" + name, tensor));
            call.states().forEach((name, tensor) -> arrays.put(prefix + "state_" + name, tensor));
        }
        return arrays;
    }

    /**
     * Runs the model and compares what it gives with what is recorded.
     *
     * @return a comparison for each recorded array that the model makes, in the order of the calls
     * @throws ModelException if the inputs do not fit, if the golden lacks an output or a state of the model, or has an
     *     input, output, layer or state that the model does not have
     */
    public List<Comparison> compare(Model model) {
        Objects.requireNonNull(model, "model");
        Session session = model.newSession();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String prefix = calls.size() == 1 ? "" : "call " + (i + 1) + ": ";
            compare(session, calls.get(i), new Found(i + 1, prefix, comparisons));
        }
        return comparisons;
    }

    /** Whether outputs of layers are recorded. */
    public boolean hasLayers() {
        return calls.stream().anyMatch(call -> !call.layers().isEmpty());
    }

    /** The comparisons of a call. */
    private record Found(int call, String prefix, List<Comparison> comparisons) {
        void add(String name, String layer, Tensor expected, Tensor actual) {
            comparisons.add(Comparison.of(prefix + name, call, layer, expected, actual));
        }
    }

    private static void compare(Session session, Call call, Found found) {
        List<Tensor> results = session.run(call.inputs(session.model()));
        compareOutputs(session.model(), call, results, found);
        compareLayers(session.model(), call, results, found);
        compareStates(session, call, found);
    }

    private static void compareOutputs(Model model, Call call, List<Tensor> results, Found found) {
        Recorded recorded = new Recorded("output", call.outputs());
        for (int i = 0; i < model.ownOutputs() && !call.outputs().isEmpty(); i++) {
            String name = model.outputs().get(i).name();
            found.add("output '" + name + "'", null, recorded.take(name, i), results.get(i));
        }
        recorded.requireEmpty();
    }

    private static void compareLayers(Model model, Call call, List<Tensor> results, Found found) {
        if (!model.options().keepLayers()) {
            return;
        }
        Recorded recorded = new Recorded("layer", call.layers());
        for (int i = model.ownOutputs(); i < results.size(); i++) {
            String output = model.layerOf(i);
            if (call.layers().containsKey(output)) {
                String path = output.replaceFirst(":\\d+$", "");
                found.add("layer '" + output + "'", path, recorded.take(output, output), results.get(i));
            }
        }
        // Keras counts its input layers too.
        model.inputs().forEach(input -> recorded.skip(input.name()));
        recorded.requireEmpty();
    }

    private static void compareStates(Session session, Call call, Found found) {
        if (call.states().isEmpty()) {
            return;
        }
        Recorded recorded = new Recorded("state", call.states());
        for (State.Entry entry : session.state().entries()) {
            String name = "state " + entry.index() + " of layer '" + entry.layer() + "'";
            Tensor expected = recorded.take(entry.layer() + "_" + entry.index(), name);
            found.add(name, null, expected, entry.value());
        }
        recorded.requireEmpty();
    }

    /** The arrays of one kind; in the end all must have been taken. */
    private static final class Recorded {
        private final String kind;
        private final Map<String, Tensor> all;
        private final Map<String, Tensor> left;

        Recorded(String kind, Map<String, Tensor> all) {
            this.kind = kind;
            this.all = all;
            this.left = new LinkedHashMap<>(all);
        }

        /** By name or by position. */
        Tensor take(String name, int position) {
            Tensor byPosition = left.remove(String.valueOf(position));
            return byPosition == null || left.containsKey(name) ? take(name, kind + " '" + name + "'") : byPosition;
        }

        Tensor take(String key, String label) {
            Tensor tensor = left.remove(key);
            if (tensor == null) {
                throw new ModelException("the golden has no " + label + "; there is " + all.keySet());
            }
            return tensor;
        }

        void skip(String name) {
            left.remove(name);
        }

        void requireEmpty() {
            if (!left.isEmpty()) {
                throw new ModelException("the model has no " + kind + " "
                        + left.keySet().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")));
            }
        }
    }
}
