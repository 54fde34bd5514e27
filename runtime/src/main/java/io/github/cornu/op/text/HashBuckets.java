package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The remainder of a hash, divided by {@code buckets}: of texts in UTF-8, (…, code points) to (…), or of numbers, which
 * are truncated, in decimals. The hash is FarmHash's Fingerprint64, or SipHash-2-4 with a key.
 *
 * <p>Running it throws an {@link IllegalArgumentException} at numbers that floats do not hold exactly.
 */
public record HashBuckets(boolean texts, boolean keyed, long key0, long key1, int buckets) implements SingleOutput {
    public HashBuckets {
        if (buckets < 1) {
            throw new IllegalArgumentException("a hash for " + buckets + " buckets");
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), texts ? 2 : 0);
        return texts ? inputs.get(0).remove(inputs.get(0).rank() - 1) : inputs.get(0);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (texts) {
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
            int width = texts ? binding.inputShape(0).length(-1) : 1;
            int size = binding.outputShape(0).size();
            int x = binding.input(0);
            int y = binding.output(0);
            int scratch = binding.scratch(texts ? width * TextBytes.WIDEST : TextBytes.OF_NUMBER);
            return m -> {
                float[] bytes = m.slot(scratch);
                for (int i = 0; i < size; i++) {
                    int length = texts
                            ? TextBytes.text(m.slot(x), i * width, width, bytes)
                            : TextBytes.number(m.slot(x)[i], bytes);
                    long hash = keyed ? Fingerprint.sip(bytes, length, key0, key1) : Fingerprint.farm(bytes, length);
                    m.slot(y)[i] = Long.remainderUnsigned(hash, buckets);
                }
            };
        };
    }
}
