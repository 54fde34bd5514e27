package io.github.cornu.op.text;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SameShape;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The value for each element, which is truncated to an integer, by a table; for others {@code start} plus the remainder
 * of their division by {@code buckets}.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if an element is not in the table and there are no buckets.
 *
 * @param keys shape (n,)
 * @param values shape (n,)
 * @param buckets for elements that are not in the table, or 0: these are errors
 * @param start the value of the first bucket
 */
public record Lookup(Weight keys, Weight values, int buckets, float start) implements SameShape {
    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        TreeMap<Long, Float> table = new TreeMap<>();
        float[] given = keys.read();
        float[] results = values.read();
        for (int i = 0; i < given.length; i++) {
            table.put((long) given[i], results[i]);
        }
        long[] sorted = table.keySet().stream().mapToLong(Long::longValue).toArray();
        float[] found = new float[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            found[i] = table.get(sorted[i]);
        }
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int size = binding.inputShape(0).size();
            return m -> {
                float[] in = m.slot(x);
                float[] out = m.slot(y);
                for (int i = 0; i < size; i++) {
                    out[i] = value(sorted, found, in[i]);
                }
            };
        };
    }

    private float value(long[] sorted, float[] found, float x) {
        long key = (long) x;
        int place = Arrays.binarySearch(sorted, key);
        if (place >= 0) {
            return found[place];
        }
        if (buckets == 0) {
            throw new IllegalArgumentException("the number " + key + " is not in the vocabulary");
        }
        return start + Math.floorMod(key, buckets);
    }
}
