package io.github.cornu;

import io.github.cornu.op.Activation;
import io.github.cornu.op.AdaptivePool;
import io.github.cornu.op.Affine;
import io.github.cornu.op.Combine;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.Convolution;
import io.github.cornu.op.Dense;
import io.github.cornu.op.DepthwiseConvolution;
import io.github.cornu.op.Elementwise;
import io.github.cornu.op.LocallyConnected;
import io.github.cornu.op.Op;
import io.github.cornu.op.Pool;
import io.github.cornu.op.Recurrent;
import io.github.cornu.op.Reduce;
import io.github.cornu.op.TransposedConvolution;
import java.util.Locale;

/** What tables call operations. */
final class OperationNames {
    private OperationNames() {}

    /** The class, the function if it does several, and what it applies to its result: {@code Dense + relu}. */
    static String of(Op op) {
        if (op instanceof Recurrent recurrent) {
            return "Recurrent " + recurrent.cell().getClass().getSimpleName();
        }
        String function = function(op);
        return op.getClass().getSimpleName()
                + (function.isEmpty() ? "" : " " + function.toLowerCase(Locale.ROOT))
                + applied(op);
    }

    private static String function(Op op) {
        if (op instanceof Elementwise elementwise) {
            return name(elementwise.activation());
        } else if (op instanceof Combine combine) {
            return combine.function().name();
        } else if (op instanceof CombineScalar combine) {
            return combine.function().name();
        } else if (op instanceof Pool pool) {
            return pool.kind().name();
        } else if (op instanceof AdaptivePool pool) {
            return pool.kind().name();
        }
        return op instanceof Reduce reduce ? reduce.kind().name() : "";
    }

    private static String applied(Op op) {
        Activation activation = Activation.LINEAR;
        if (op instanceof Dense dense) {
            activation = dense.activation();
        } else if (op instanceof Convolution conv) {
            activation = conv.activation();
        } else if (op instanceof DepthwiseConvolution conv) {
            activation = conv.activation();
        } else if (op instanceof TransposedConvolution conv) {
            activation = conv.activation();
        } else if (op instanceof LocallyConnected local) {
            activation = local.activation();
        } else if (op instanceof Affine affine) {
            activation = affine.activation();
        }
        return activation.isLinear() ? "" : " + " + name(activation).toLowerCase(Locale.ROOT);
    }

    private static String name(Activation activation) {
        return activation.isElementwise()
                ? activation.function().name()
                : activation.row().name();
    }
}
