package io.github.cornu.spark;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** The columns of a Dataset that are a model's inputs and outputs. */
final class Columns {
    private static final String VECTOR = "vector";

    private Columns() {}

    /**
     * The places of the input columns.
     *
     * @throws IllegalArgumentException if one is not there, or of a type that the input cannot be made of
     */
    static int[] inputs(StructType schema, List<String> columns, List<TensorSpec> inputs) {
        if (columns.size() != inputs.size()) {
            throw new IllegalArgumentException("the model takes " + inputs + ", given the columns " + columns);
        }
        return IntStream.range(0, columns.size())
                .map(i -> input(schema, columns.get(i), inputs.get(i)))
                .toArray();
    }

    private static int input(StructType schema, String column, TensorSpec input) {
        List<String> names = List.of(schema.fieldNames());
        int place = names.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("there is no column '" + column + "', but " + names);
        }
        if (names.lastIndexOf(column) != place) {
            throw new IllegalArgumentException("there are several columns '" + column + "': rename one");
        }
        DataType type = schema.fields()[place].dataType();
        if (!fits(type, input.texts())) {
            throw new IllegalArgumentException("the column '" + column + "' is of the type " + type.catalogString()
                    + ", but the input '" + input.name() + "' is " + input.expected() + ": give "
                    + (input.texts() ? "a text, or an array of texts" : "a number, an array of numbers, or a vector"));
        }
        return place;
    }

    private static boolean fits(DataType type, boolean texts) {
        DataType element = type;
        while (element instanceof ArrayType array) {
            element = array.elementType();
        }
        if (texts) {
            return element instanceof StringType;
        }
        return element instanceof NumericType || type.typeName().equals(VECTOR);
    }

    /**
     * The schema with the output columns.
     *
     * @throws IllegalArgumentException if one is there already, or an output is of texts
     */
    static StructType withOutputs(StructType schema, List<String> columns, List<TensorSpec> outputs) {
        if (columns.size() != outputs.size()) {
            throw new IllegalArgumentException("the model gives " + outputs + ", given the columns " + columns);
        }
        StructType all = schema;
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (List.of(all.fieldNames()).contains(column)) {
                throw new IllegalArgumentException("there is a column '" + column + "' already");
            }
            if (outputs.get(i).texts()) {
                throw new IllegalArgumentException(
                        "the output '" + outputs.get(i).name() + "' is of texts, which is not supported");
            }
            all = all.add(
                    column,
                    isNumber(outputs.get(i)) ? DataTypes.FloatType : DataTypes.createArrayType(DataTypes.FloatType));
        }
        return all;
    }

    /** Whether an output is one number for each sample. */
    static boolean isNumber(TensorSpec output) {
        Shape shape = output.shape();
        Shape sample = shape.axes(Math.min(1, shape.rank()), shape.rank());
        return sample.isFixed() && sample.size() == 1;
    }
}
