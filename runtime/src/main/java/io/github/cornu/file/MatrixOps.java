package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.attention.AdditiveAttention;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.BiasedAttention;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.LocallyConnected;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.normalization.LayerNorm;

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
            out.text("Dense").weight(dense.kernel()).weight(dense.bias());
            Parts.write(dense.activation(), out);
        } else if (op instanceof Convolution convolution) {
            out.text("Convolution").weight(convolution.kernel()).weight(convolution.bias());
            Parts.write(convolution.windows(), out);
            out.number(convolution.groups());
            Parts.write(convolution.activation(), out);
        } else if (op instanceof DepthwiseConvolution depthwise) {
            out.text("DepthwiseConvolution").weight(depthwise.kernel()).weight(depthwise.bias());
            Parts.write(depthwise.windows(), out);
            Parts.write(depthwise.activation(), out);
        } else if (op instanceof TransposedConvolution transposed) {
            out.text("TransposedConvolution").weight(transposed.kernel()).weight(transposed.bias());
            Parts.write(transposed.windows(), out);
            Parts.write(transposed.activation(), out);
        } else if (op instanceof LocallyConnected local) {
            out.text("LocallyConnected").weight(local.kernel()).weight(local.bias());
            Parts.write(local.windows(), out);
            Parts.write(local.activation(), out);
        } else if (op instanceof MatMul matMul) {
            out.text("MatMul").flag(matMul.transposeSecond());
        } else if (op instanceof Affine affine) {
            out.text("Affine").number(affine.axis()).weight(affine.scale()).weight(affine.shift());
            Parts.write(affine.activation(), out);
        } else if (op instanceof LayerNorm layerNorm) {
            out.text("LayerNorm").number(layerNorm.axes()).weight(layerNorm.scale());
            out.weight(layerNorm.shift()).real(layerNorm.epsilon()).name(CENTERS, layerNorm.center());
        } else if (op instanceof Attention attention) {
            out.text("Attention").number(attention.axes()).weight(attention.scale());
            Parts.write(attention.visibility(), out);
        } else if (op instanceof BiasedAttention biased) {
            out.text("BiasedAttention").number(biased.axes()).weight(biased.scale());
        } else if (op instanceof AdditiveAttention additive) {
            out.text("AdditiveAttention").weight(additive.scale()).weight(additive.features());
            Parts.write(additive.visibility(), out);
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
            case "MatMul" -> new MatMul(in.flag());
            case "Affine" -> new Affine(in.number(), in.weight(), in.weight(), Parts.activation(in));
            case "LayerNorm" ->
                new LayerNorm(in.number(), in.weightOrNull(), in.weightOrNull(), in.real(), in.name(CENTERS));
            case "Attention" -> new Attention(in.number(), in.weightOrNull(), Parts.visibility(in));
            case "BiasedAttention" -> new BiasedAttention(in.number(), in.weightOrNull());
            case "AdditiveAttention" -> new AdditiveAttention(in.weightOrNull(), in.weight(), Parts.visibility(in));
            case "MaskedSoftmax" -> new MaskedSoftmax(Parts.visibility(in));
            default -> null;
        };
    }
}
