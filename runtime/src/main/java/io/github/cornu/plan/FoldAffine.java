package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Affine;
import io.github.cornu.op.Convolution;
import io.github.cornu.op.Dense;
import io.github.cornu.op.DepthwiseConvolution;
import io.github.cornu.op.Op;
import io.github.cornu.op.TransposedConvolution;
import io.github.cornu.tensor.Weight;

/**
 * Multiplies the scale and the shift of a batch normalization into the weights of the linear operation before it. Never
 * into the one after it, whose zero padding would have to be shifted too.
 */
final class FoldAffine implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Chains.join(graph, (first, second) -> join(graph, first, second));
    }

    private static Op join(Graph graph, Op first, Node second) {
        if (!(second.op() instanceof Affine affine)) {
            return null;
        }
        if (affine.axis() != graph.shapes().get(second.output()).rank() - 1) {
            return null;
        }
        if (first instanceof Dense dense && dense.activation().isLinear()) {
            return new Dense(scaled(dense.kernel(), affine), shifted(dense.bias(), affine), affine.activation());
        }
        if (first instanceof Convolution conv && conv.activation().isLinear()) {
            return new Convolution(
                    scaled(conv.kernel(), affine),
                    shifted(conv.bias(), affine),
                    conv.windows(),
                    conv.groups(),
                    affine.activation());
        }
        if (first instanceof DepthwiseConvolution conv && conv.activation().isLinear()) {
            return new DepthwiseConvolution(
                    scaled(conv.kernel(), affine), shifted(conv.bias(), affine), conv.windows(), affine.activation());
        }
        if (first instanceof TransposedConvolution conv && conv.activation().isLinear()) {
            return new TransposedConvolution(
                    scaled(conv.kernel(), affine), shifted(conv.bias(), affine), conv.windows(), affine.activation());
        }
        return null;
    }

    private static Weight scaled(Weight kernel, Affine affine) {
        return new FoldedWeight(kernel.shape(), kernel, affine.scale(), null);
    }

    private static Weight shifted(Weight bias, Affine affine) {
        return new FoldedWeight(affine.shift().shape(), bias, affine.scale(), affine.shift());
    }
}
