package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.LocallyConnected;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.op.shape.Gather;

/** Products with weights, normalisation, attention. */
final class MatrixOps {
    static final Names<LayerNorm.Center> CENTERS = new Names<LayerNorm.Center>("centering")
            .with("all", LayerNorm.Center.ALL)
            .with("variance", LayerNorm.Center.VARIANCE)
            .with("nothing", LayerNorm.Center.NOTHING);

    private MatrixOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Dense dense) {
            out.text("Dense");
            out.weight(dense.kernel());
            out.weight(dense.bias());
            Parts.write(dense.activation(), out);
        } else if (op instanceof Convolution convolution) {
            out.text("Convolution");
            out.weight(convolution.kernel());
            out.weight(convolution.bias());
            Parts.write(convolution.windows(), out);
            out.number(convolution.groups());
            Parts.write(convolution.activation(), out);
        } else if (op instanceof DepthwiseConvolution depthwiseConvolution) {
            out.text("DepthwiseConvolution");
            out.weight(depthwiseConvolution.kernel());
            out.weight(depthwiseConvolution.bias());
            Parts.write(depthwiseConvolution.windows(), out);
            Parts.write(depthwiseConvolution.activation(), out);
        } else if (op instanceof TransposedConvolution transposedConvolution) {
            out.text("TransposedConvolution");
            out.weight(transposedConvolution.kernel());
            out.weight(transposedConvolution.bias());
            Parts.write(transposedConvolution.windows(), out);
            Parts.write(transposedConvolution.activation(), out);
        } else if (op instanceof LocallyConnected locallyConnected) {
            out.text("LocallyConnected");
            out.weight(locallyConnected.kernel());
            out.weight(locallyConnected.bias());
            Parts.write(locallyConnected.windows(), out);
            Parts.write(locallyConnected.activation(), out);
        } else if (op instanceof Gather gather) {
            out.text("Gather");
            out.weight(gather.table());
        } else if (op instanceof MatMul matMul) {
            out.text("MatMul");
            out.flag(matMul.transposeSecond());
        } else if (op instanceof Affine affine) {
            out.text("Affine");
            out.number(affine.axis());
            out.weight(affine.scale());
            out.weight(affine.shift());
            Parts.write(affine.activation(), out);
        } else if (op instanceof LayerNorm layerNorm) {
            out.text("LayerNorm");
            out.number(layerNorm.axes());
            out.weight(layerNorm.scale());
            out.weight(layerNorm.shift());
            out.real(layerNorm.epsilon());
            out.name(CENTERS, layerNorm.center());
        } else if (op instanceof Attention attention) {
            out.text("Attention");
            out.number(attention.axes());
            out.weight(attention.scale());
            Parts.write(attention.visibility(), out);
        } else if (op instanceof MaskedSoftmax maskedSoftmax) {
            out.text("MaskedSoftmax");
            Parts.write(maskedSoftmax.visibility(), out);
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Dense" -> new Dense(in.weight(), in.weightOrNull(), Parts.activation(in));
            case "Convolution" ->
                new Convolution(in.weight(), in.weightOrNull(), Parts.windows(in), in.number(), Parts.activation(in));
            case "DepthwiseConvolution" ->
                new DepthwiseConvolution(in.weight(), in.weightOrNull(), Parts.windows(in), Parts.activation(in));
            case "TransposedConvolution" ->
                new TransposedConvolution(
                        in.weight(), in.weightOrNull(), Parts.transposedWindows(in), Parts.activation(in));
            case "LocallyConnected" ->
                new LocallyConnected(in.weight(), in.weightOrNull(), Parts.windows(in), Parts.activation(in));
            case "Gather" -> new Gather(in.weight());
            case "MatMul" -> new MatMul(in.flag());
            case "Affine" -> new Affine(in.number(), in.weight(), in.weight(), Parts.activation(in));
            case "LayerNorm" ->
                new LayerNorm(in.number(), in.weightOrNull(), in.weightOrNull(), in.real(), in.name(CENTERS));
            case "Attention" -> new Attention(in.number(), in.weightOrNull(), Parts.visibility(in));
            case "MaskedSoftmax" -> new MaskedSoftmax(Parts.visibility(in));
            default -> null;
        };
    }
}
