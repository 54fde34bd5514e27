package io.github.cornu.op.attention;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;

/** {@link Attention} with its number read. */
record PackedAttention(Visibility visibility, int axes, float scale, Target target) implements Prepared {
    @Override
    public Step bind(Binding binding) {
        return BoundAttention.of(visibility, axes, scale, target, binding);
    }
}
