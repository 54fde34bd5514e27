package io.github.cornu.importer.layer.operation.text;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.Operation;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.importer.layer.operation.TextJoin;
import io.github.cornu.op.Op;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.text.EditText;
import io.github.cornu.op.text.HashBuckets;
import io.github.cornu.op.text.JoinTexts;
import io.github.cornu.op.text.MatchText;
import io.github.cornu.op.text.SubText;
import io.github.cornu.op.text.TextLength;
import io.github.cornu.op.text.TextNumber;
import java.util.ArrayList;
import java.util.List;

/** {@code tf.strings}. */
public final class TextOperations {
    private TextOperations() {}

    public static void register(OperationTable f) {
        f.addOfTexts(letters(EditText.Edit.LOWER_ASCII, EditText.Edit.LOWER), "tf.strings.lower(input, encoding)");
        f.addOfTexts(letters(EditText.Edit.UPPER_ASCII, EditText.Edit.UPPER), "tf.strings.upper(input, encoding)");
        f.addOfTexts((g, a) -> edited(g, a, EditText.of(EditText.Edit.STRIP)), "tf.strings.strip(input)");
        f.addOfTexts(TextOperations::replace, "tf.strings.regex_replace(input, pattern, rewrite, replace_global)");
        f.addOfTexts(TextOperations::part, "tf.strings.substr(input, pos, len, unit)");
        f.addOfTexts(TextOperations::join, "tf.strings.join(inputs, separator)");
        f.addOfTexts(TextOperations::joinAlong, "tf.strings.reduce_join(inputs, axis, keepdims, separator)");
        f.addOfTexts(TextOperations::length, "tf.strings.length(input, unit)");
        f.addOfTexts(TextOperations::matches, "tf.strings.regex_full_match(input, pattern)");
        f.addOfTexts(TextOperations::number, "tf.strings.to_number(input, out_type)");
        f.addOfTexts(TextOperations::hash, "tf.strings.to_hash_bucket_fast(input, num_buckets, key)");
        f.addOfTexts(TextOperations::hash, "tf.strings.to_hash_bucket_strong(input, num_buckets, key)");
    }

    private static Value texts(Lowering g, KerasTensor x) {
        if (x.value() == null || !g.isTexts(x.value())) {
            throw new IllegalArgumentException("a function of texts, of numbers");
        }
        return x.value();
    }

    private static KerasTensor edited(Lowering g, Arguments a, Op edit) {
        return KerasTensor.of(g.add(edit, texts(g, a.operand("input"))), NumberType.TEXT);
    }

    private static KerasTensor counted(Lowering g, Arguments a, Op number, NumberType type) {
        return KerasTensor.of(g.add(number, texts(g, a.operand("input"))), type);
    }

    private static Operation.Single letters(EditText.Edit ascii, EditText.Edit all) {
        return (g, a) -> {
            String encoding = a.string("encoding", "");
            if (!encoding.isEmpty() && !encoding.equals("utf-8")) {
                throw new UnsupportedModelException("the encoding " + encoding);
            }
            return edited(g, a, EditText.of(encoding.isEmpty() ? ascii : all));
        };
    }

    private static KerasTensor replace(Lowering g, Arguments a) {
        EditText.Edit edit = a.bool("replace_global", true) ? EditText.Edit.REPLACE_ALL : EditText.Edit.REPLACE_FIRST;
        String pattern = RegularExpression.pattern(a.string("pattern", ""));
        return edited(g, a, new EditText(edit, pattern, RegularExpression.replacement(a.string("rewrite", ""))));
    }

    private static KerasTensor matches(Lowering g, Arguments a) {
        return counted(g, a, new MatchText(RegularExpression.pattern(a.string("pattern", ""))), NumberType.BOOL);
    }

    private static boolean countsBytes(Arguments a) {
        String unit = a.string("unit", "BYTE");
        if (!List.of("BYTE", "UTF8_CHAR").contains(unit)) {
            throw new IllegalArgumentException("the unit '" + unit + "'");
        }
        return unit.equals("BYTE");
    }

    private static KerasTensor part(Lowering g, Arguments a) {
        if (!a.requireKnown("pos").isScalar() || !a.requireKnown("len").isScalar()) {
            throw new UnsupportedModelException("a position for each text");
        }
        boolean bytes = countsBytes(a);
        // TensorFlow takes a negative length of bytes for all that is left, of characters for none.
        int length = a.integer("len") < 0 && bytes ? Integer.MAX_VALUE : Math.max(0, a.integer("len"));
        return edited(g, a, new SubText(a.integer("pos"), length, bytes));
    }

    private static KerasTensor length(Lowering g, Arguments a) {
        return counted(g, a, new TextLength(countsBytes(a)), NumberType.INT32);
    }

    private static KerasTensor number(Lowering g, Arguments a) {
        if (a.type("out_type", NumberType.FLOAT).isInteger()) {
            throw new UnsupportedModelException("texts to whole numbers; as floats they are known");
        }
        return counted(g, a, new TextNumber(), NumberType.FLOAT);
    }

    private static KerasTensor hash(Lowering g, Arguments a) {
        List<?> key = a.get("key") instanceof List<?> list ? list : List.of();
        int buckets = a.integer("num_buckets");
        if (key.isEmpty()) {
            return counted(g, a, new HashBuckets(true, false, 0, 0, buckets), NumberType.INT32);
        }
        long key0 = ((Number) key.get(0)).longValue();
        long key1 = ((Number) key.get(1)).longValue();
        return counted(g, a, new HashBuckets(true, true, key0, key1, buckets), NumberType.INT32);
    }

    private static KerasTensor join(Lowering g, Arguments a) {
        if (!(a.get("inputs") instanceof List<?> inputs)) {
            throw new IllegalArgumentException("'inputs' is no list of texts");
        }
        return TextJoin.of(g, inputs, a.string("separator", ""));
    }

    private static KerasTensor joinAlong(Lowering g, Arguments a) {
        Value x = texts(g, a.operand("inputs"));
        List<Integer> axes = a.requireIntegers("axis");
        if (axes.size() != 1) {
            throw new UnsupportedModelException("texts joined along several axes");
        }
        int axis = Shapes.axis(g, x, axes.get(0));
        int length = x.shape().length(axis);
        if (axis == 0 || length < 1) {
            throw new UnsupportedModelException("texts of an axis of any length joined");
        }
        String separator = a.string("separator", "");
        List<Value> parts = new ArrayList<>();
        List<String> between = new ArrayList<>(List.of(""));
        for (int i = 0; i < length; i++) {
            parts.add(g.add(new Slice(axis, i, i + 1, 1), x));
            between.add(i == length - 1 ? "" : separator);
        }
        Value joined = g.addAll(new JoinTexts(between), parts).get(0);
        Value y = a.bool("keepdims", false) ? joined : g.add(Reshape.squeeze(axis), joined);
        return KerasTensor.of(y, NumberType.TEXT);
    }
}
