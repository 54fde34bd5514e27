package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;

/** {@code value_range} of layers that compute with pixels from 0 to 255. */
record ValueRange(float least, float most) {
    private static final ValueRange BYTES = new ValueRange(0f, 255f);

    static ValueRange read(LayerConfig config) {
        Tensor range = config.numbers("value_range");
        if (range == null) {
            return BYTES;
        }
        if (range.shape().rank() != 1 || range.shape().size() != 2 || !(range.get(0) != range.get(1))) {
            throw new IllegalArgumentException("a value_range of " + range);
        }
        return new ValueRange(range.get(0), range.get(1));
    }

    /** Numbers of this range as numbers from 0 to 255. */
    Value toBytes(Lowering g, Value x) {
        return converted(g, x, BYTES);
    }

    /** Numbers from 0 to 255 as numbers of this range. */
    Value ofBytes(Lowering g, Value x) {
        return BYTES.converted(g, x, this);
    }

    private Value converted(Lowering g, Value x, ValueRange target) {
        if (equals(target)) {
            return x;
        }
        Value part = Numbers.scalar(g, Binary.SUBTRACT, x, least);
        part = Numbers.scalar(g, Binary.DIVIDE, part, most - least);
        Value scaled = Numbers.scalar(g, Binary.MULTIPLY, part, target.most - target.least);
        return Numbers.scalar(g, Binary.ADD, scaled, target.least);
    }
}
