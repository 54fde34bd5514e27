package io.github.cornu;

import io.github.cornu.graph.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Keras computed: the inputs of one or more calls, their outputs, and perhaps the outputs of layers and the states
 * after each call. Calls follow each other in one session.
 *
 * @param calls at least one
 */
public record Golden(List<Call> calls) {
    private static final Pattern KEY = Pattern.compile("(?:call(\\d{1,9})_)?(input|output|layer|state)_(.+)");

    public Golden {
        calls = List.copyOf(calls);
    }

    /**
     * One call. Inputs and outputs go by name or by position, {@code 0} being the first; layers by path; states by {@code
     * <path of the layer>_<index>}.
     */
    public record Call(
            Map<String, Tensor> inputs,
            Map<String, Tensor> outputs,
            Map<String, Tensor> layers,
            Map<String, Tensor> states) {
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

    /**
     * Runs the model and compares what it gives with what is recorded.
     *
     * @return a comparison for each recorded array that the model makes, in the order of the calls
     * @throws ModelException if the inputs do not fit, or an output, layer or state is recorded that the model does not
     *     have
     */
    public List<Comparison> compare(Model model) {
        Session session = model.newSession();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String prefix = calls.size() == 1 ? "" : "call " + (i + 1) + ": ";
            compare(session, calls.get(i), prefix, comparisons);
        }
        return comparisons;
    }

    private static void compare(Session session, Call call, String prefix, List<Comparison> comparisons) {
        Model model = session.model();
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < model.inputs().size(); i++) {
            inputs.add(find(call.inputs(), model.inputs().get(i).name(), i, "input"));
        }
        List<Tensor> results = session.run(inputs);
        Map<String, Tensor> layers = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            TensorSpec spec = model.outputs().get(i);
            if (model.isLayerOutput(i)) {
                layers.put(model.layerOf(i), results.get(i));
            } else if (!call.outputs().isEmpty()) {
                Tensor expected = find(call.outputs(), spec.name(), i, "output");
                comparisons.add(Comparison.of(prefix + "output '" + spec.name() + "'", expected, results.get(i)));
            }
        }
        if (model.options().keepLayers()) {
            layers.forEach((path, result) -> {
                Tensor expected = call.layers().get(path);
                if (expected != null) {
                    comparisons.add(Comparison.of(prefix + "layer '" + path + "'", expected, result));
                }
            });
        }
        compareStates(session, call, prefix, comparisons);
    }

    private static void compareStates(Session session, Call call, String prefix, List<Comparison> comparisons) {
        if (call.states().isEmpty()) {
            return;
        }
        for (State.Entry entry : session.state().entries()) {
            Tensor expected = call.states().get(entry.layer() + "_" + entry.index());
            if (expected == null) {
                throw new ModelException("the golden has no state " + entry.index() + " of layer '" + entry.layer()
                        + "'; there is " + call.states().keySet());
            }
            String name = prefix + "state " + entry.index() + " of layer '" + entry.layer() + "'";
            comparisons.add(Comparison.of(name, expected, entry.value()));
        }
    }

    private static Tensor find(Map<String, Tensor> tensors, String name, int position, String kind) {
        Tensor byName = tensors.get(name);
        Tensor tensor = byName == null ? tensors.get(String.valueOf(position)) : byName;
        if (tensor == null) {
            throw new ModelException("the golden has no " + kind + " '" + name + "'; there is " + tensors.keySet());
        }
        return tensor;
    }
}
