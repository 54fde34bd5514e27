package io.github.cornu.op.text;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The remainder of a hash of several inputs, divided by {@code buckets}, element by element: the fingerprints of texts,
 * (…, code points), and the numbers, (…), which are truncated, are joined from the first to the last.
 *
 * <p>Running it throws an {@link IllegalArgumentException} at numbers that floats do not hold exactly.
 *
 * @param texts which inputs are texts
 */
public record CrossBuckets(List<Integer> texts, int buckets) implements SingleOutput {
    /** TensorFlow's key of crosses. */
    private static final long KEY = 0xDECAFCAFFEL;

    public CrossBuckets {
        texts = List.copyOf(texts);
        if (buckets < 1) {
            throw new IllegalArgumentException("a hash for " + buckets + " buckets");
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape crossed = elements(inputs, 0);
        for (int i = 1; i < inputs.size(); i++) {
            Shape other = elements(inputs, i);
            if (!crossed.accepts(other) && !other.accepts(crossed)) {
                throw new IllegalArgumentException("the shapes " + crossed + " and " + other + " are crossed");
            }
        }
        return crossed;
    }

    private Shape elements(List<Shape> inputs, int input) {
        Shape shape = inputs.get(input);
        return texts.contains(input) ? shape.remove(shape.rank() - 1) : shape;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (!texts.isEmpty()) {
            throw new IllegalArgumentException("its input is texts");
        }
        return Time.same(inputs);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int count = binding.inputs();
            int[] inputs = new int[count];
            int[] widths = new int[count];
            int widest = 1;
            for (int k = 0; k < count; k++) {
                inputs[k] = binding.input(k);
                widths[k] = texts.contains(k) ? binding.inputShape(k).length(-1) : -1;
                widest = Math.max(widest, widths[k]);
            }
            int scratch = binding.scratch(widest * TextBytes.WIDEST);
            int size = binding.outputShape(0).size();
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < size; i++) {
                    long hash = KEY;
                    for (int k = 0; k < count; k++) {
                        hash = Fingerprint.joined(hash, feature(m.slot(inputs[k]), i, widths[k], m.slot(scratch)));
                    }
                    m.slot(y)[i] = Long.remainderUnsigned(hash, buckets);
                }
            };
        };
    }

    private static long feature(float[] x, int index, int width, float[] bytes) {
        return width < 0
                ? TextBytes.whole(x[index])
                : Fingerprint.farm(bytes, TextBytes.text(x, index * width, width, bytes));
    }
}
