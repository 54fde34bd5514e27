package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Affine;
import io.github.cornu.op.Convolution;
import io.github.cornu.op.Dense;
import io.github.cornu.op.DepthwiseConvolution;
import io.github.cornu.op.Elementwise;
import io.github.cornu.op.LocallyConnected;
import io.github.cornu.op.Op;
import io.github.cornu.op.TransposedConvolution;

/** Lets a linear operation apply the function that comes next to its result. Changes no bit. */
final class FuseActivation implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Chains.join(graph, FuseActivation::join);
    }

    private static Op join(Op first, Node second) {
        if (!(second.op() instanceof Elementwise elementwise)) {
            return null;
        }
        Activation activation = elementwise.activation();
        if (first instanceof Dense dense && dense.activation().isLinear()) {
            return new Dense(dense.kernel(), dense.bias(), activation);
        }
        if (first instanceof Convolution conv && conv.activation().isLinear()) {
            return new Convolution(conv.kernel(), conv.bias(), conv.windows(), conv.groups(), activation);
        }
        if (first instanceof DepthwiseConvolution conv && conv.activation().isLinear()) {
            return new DepthwiseConvolution(conv.kernel(), conv.bias(), conv.windows(), activation);
        }
        if (first instanceof TransposedConvolution conv && conv.activation().isLinear()) {
            return new TransposedConvolution(conv.kernel(), conv.bias(), conv.windows(), activation);
        }
        if (first instanceof LocallyConnected local && local.activation().isLinear()) {
            return new LocallyConnected(local.kernel(), local.bias(), local.windows(), activation);
        }
        if (first instanceof Affine affine && affine.activation().isLinear()) {
            return new Affine(affine.axis(), affine.scale(), affine.shift(), activation);
        }
        return null;
    }
}
