package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.ConcatenateTexts;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.op.shape.Tile;
import io.github.cornu.op.shape.Transpose;

/** Other shapes, orders and parts of the same elements. */
final class ShapeOps {
    private ShapeOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Identity) {
            out.text("Identity");
        } else if (op instanceof Reshape reshape) {
            out.text("Reshape/2").number(reshape.from()).number(reshape.to());
            Parts.write(reshape.lengths(), out);
        } else if (op instanceof UnjoinAxes) {
            out.text("UnjoinAxes");
        } else if (op instanceof Transpose transpose) {
            out.text("Transpose").numbers(transpose.order());
        } else if (op instanceof Concatenate concatenate) {
            out.text("Concatenate").number(concatenate.axis());
        } else if (op instanceof ConcatenateTexts concatenate) {
            out.text("ConcatenateTexts").number(concatenate.axis());
        } else if (op instanceof Pad pad) {
            out.text("Pad").number(pad.axis()).number(pad.before());
            out.number(pad.after()).real(pad.value());
        } else if (op instanceof Slice slice) {
            out.text("Slice").number(slice.axis()).number(slice.start());
            out.number(slice.stop()).number(slice.step());
        } else if (op instanceof Take pick) {
            out.text("Pick").number(pick.axis()).numbers(pick.places());
        } else if (op instanceof Repeat repeat) {
            out.text("Repeat").number(repeat.axis()).number(repeat.times());
        } else if (op instanceof Tile tile) {
            out.text("Tile").number(tile.axis()).number(tile.times());
        } else if (op instanceof Reverse reverse) {
            out.text("Reverse").number(reverse.axis());
        } else if (op instanceof Gather gather) {
            out.text("Gather").weight(gather.table());
        } else if (op instanceof GatherRows gatherRows) {
            out.text("GatherRows").number(gatherRows.batchAxes());
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Identity" -> new Identity();
            case "Reshape" -> Reshape.ofSamples(in.shape());
            case "Reshape/2" -> new Reshape(in.number(), in.number(), Parts.lengths(in));
            case "ReshapeTo" -> Reshape.to(Parts.lengths(in));
            case "InsertAxis" -> Reshape.expandDims(in.number());
            case "RemoveAxis" -> Reshape.squeeze(in.number());
            case "MergeAxes" -> Reshape.mergeAxes(in.number(), in.number());
            case "SplitAxis" -> Reshape.splitAxis(in.number(), in.shape());
            case "JoinAxes" -> Reshape.mergeAxes(1, -1);
            case "UnjoinAxes" -> new UnjoinAxes();
            case "Transpose" -> new Transpose(in.numbers());
            case "Concatenate" -> new Concatenate(in.number());
            case "ConcatenateTexts" -> new ConcatenateTexts(in.number());
            case "Pad" -> new Pad(in.number(), in.number(), in.number(), in.real());
            case "Slice" -> new Slice(in.number(), in.number(), in.number(), in.number());
            case "Pick" -> new Take(in.number(), in.numbers());
            case "Repeat" -> new Repeat(in.number(), in.number());
            case "Tile" -> new Tile(in.number(), in.number());
            case "Reverse" -> new Reverse(in.number());
            case "Gather" -> new Gather(in.weight());
            case "GatherRows" -> new GatherRows(in.number());
            default -> null;
        };
    }
}
