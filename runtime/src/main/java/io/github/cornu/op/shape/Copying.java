package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import java.util.Arrays;

/** An operation that only moves elements of its one input. */
public interface Copying extends SingleOutput {
    /** The copy for the bound shapes. */
    StridedCopy copy(Binding binding);

    /** The value of the output's elements that the copy does not write; NaN: it writes all. */
    default float background() {
        return Float.NaN;
    }

    @Override
    default Prepared prepare(Target target) {
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int size = binding.outputShape(0).size();
            float fill = background();
            StridedCopy copy = copy(binding);
            return m -> {
                if (!Float.isNaN(fill)) {
                    Arrays.fill(m.slot(y), 0, size, fill);
                }
                copy.run(m.slot(x), m.slot(y));
            };
        };
    }
}
