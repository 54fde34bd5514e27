package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.FoldTime;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.op.shape.UnfoldTime;

/** Cells that run over time, and time folded into the batch. */
final class RecurrentOps {
    private RecurrentOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Recurrent recurrent) {
            out.text("Recurrent");
            Cells.write(recurrent.cell(), out);
            out.flag(recurrent.returnSequences());
            out.flag(recurrent.goBackwards());
            out.flag(recurrent.stateful());
            out.flag(recurrent.zeroOutputForMask());
            out.flag(recurrent.emitsInitial());
            out.flag(recurrent.masked());
            out.flag(recurrent.initialized());
            out.flag(recurrent.resumes());
            out.flag(recurrent.mirrored());
        } else if (op instanceof TimeWindow window) {
            out.text("TimeWindow");
            out.number(window.initial());
            out.number(window.span());
            out.number(window.stride());
        } else if (op instanceof FoldTime) {
            out.text("FoldTime");
        } else if (op instanceof UnfoldTime) {
            out.text("UnfoldTime");
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Recurrent" ->
                new Recurrent(
                        Cells.read(in),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag(),
                        in.flag());
            case "TimeWindow" -> new TimeWindow(in.number(), in.number(), in.number());
            case "FoldTime" -> new FoldTime();
            case "UnfoldTime" -> new UnfoldTime();
            default -> null;
        };
    }
}
