package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.op.text.JoinTexts;
import java.util.ArrayList;
import java.util.List;

/** Texts of tensors, and constant ones, one behind the other. */
public final class TextJoin {
    private TextJoin() {}

    /** Whether something is a text or a tensor of texts. */
    static boolean isText(Lowering g, Object part) {
        return part instanceof String
                || part instanceof KerasTensor tensor && tensor.value() != null && g.isTexts(tensor.value());
    }

    /** The texts of each place of the tensors, with a separator between two parts. */
    public static KerasTensor of(Lowering g, List<?> parts, String separator) {
        List<Value> values = new ArrayList<>();
        List<String> between = new ArrayList<>();
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (!isText(g, parts.get(i))) {
                throw new UnsupportedModelException("it joins texts with what is no text, or with a list of texts");
            }
            constant.append(i == 0 ? "" : separator);
            if (parts.get(i) instanceof KerasTensor tensor) {
                values.add(tensor.value());
                between.add(constant.toString());
                constant.setLength(0);
            } else {
                constant.append(parts.get(i));
            }
        }
        between.add(constant.toString());
        return KerasTensor.of(g.addAll(new JoinTexts(between), values).get(0), NumberType.TEXT);
    }
}
