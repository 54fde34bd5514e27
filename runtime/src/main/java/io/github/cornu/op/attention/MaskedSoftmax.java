package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Softmax of scores along the keys, the last axis, for each query, the axis before, over the keys that the query may
 * attend to.
 *
 * <p>Inputs: the scores, shape (…, queries, keys), and perhaps a mask of the same rank, 0 where a key is masked, each
 * axis as long as that of the scores or 1.
 */
public record MaskedSoftmax(Visibility visibility) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape scores = inputs.get(0);
        Checks.minimumRank(scores, 2);
        if (inputs.size() > 1) {
            Checks.inputs(inputs, 2);
            Scores.check(scores, inputs.get(1));
        }
        return scores;
    }

    @Override
    public int inPlaceInput() {
        return 0;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return StreamTimes.along(Time.same(inputs), shapes.get(0).rank() - 2, List.of());
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, shape.rank() - 2);
            int queries = shape.length(-2);
            int keys = shape.length(-1);
            int x = binding.input(0);
            int y = binding.output(0);
            Scores scores = new Scores(kernels, visibility, 1, shape, binding, 1);
            return m -> {
                float[] out = m.slot(y);
                if (x != y) {
                    System.arraycopy(m.slot(x), 0, out, 0, outer * queries * keys);
                }
                for (int i = 0; i < outer; i++) {
                    for (int q = 0; q < queries; q++) {
                        scores.normalize(m, out, (i * queries + q) * keys, i, q, 0, keys, m.scratch());
                    }
                }
            };
        };
    }
}
