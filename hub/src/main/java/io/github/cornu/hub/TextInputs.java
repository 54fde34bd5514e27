package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rows of tokens as the inputs of a model. */
final class TextInputs {
    private TextInputs() {}

    /**
     * The inputs by name, in the order of the model.
     *
     * @param rows makes the rows of one text
     * @throws ModelException if the model has an input that they do not make
     */
    static Map<String, Tensor> of(Model model, List<String[]> texts, Function<String[], Map<String, int[]>> rows) {
        Map<String, List<int[]>> byName = new LinkedHashMap<>();
        for (String[] text : texts) {
            rows.apply(text)
                    .forEach((name, row) ->
                            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(row));
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec input : model.inputs()) {
            List<int[]> made = byName.get(input.name());
            if (made == null) {
                throw new ModelException(
                        "the preprocessor makes no input '" + input.name() + "', but " + byName.keySet());
            }
            inputs.put(input.name(), Tensor.of(made.toArray(int[][]::new)));
        }
        return inputs;
    }
}
