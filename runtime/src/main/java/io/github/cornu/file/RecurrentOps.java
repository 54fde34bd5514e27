package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Direction;
import io.github.cornu.op.recurrent.Recurrent.InitialStates;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.shape.FoldTime;
import io.github.cornu.op.shape.UnfoldTime;

/** Cells that run over time, and time folded into the batch. */
final class RecurrentOps {
    private RecurrentOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Recurrent recurrent) {
            out.text("Recurrent");
            Cells.write(recurrent.cell(), out);
            MaskRule mask = recurrent.isMasked() ? recurrent.mask() : MaskRule.REPEAT;
            out.flag(recurrent.output() == Output.SEQUENCE).flag(recurrent.direction() == Direction.BACKWARD);
            out.flag(recurrent.stateful()).flag(mask.zeroOutput()).flag(mask.emitsInitial());
            out.flag(recurrent.isMasked()).flag(recurrent.initialStates() != InitialStates.ZERO);
            out.flag(recurrent.initialStates() == InitialStates.GIVEN_AT_FIRST).flag(mask.mirrored());
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
            case "Recurrent" -> recurrent(in);
            case "FoldTime" -> new FoldTime();
            case "UnfoldTime" -> new UnfoldTime();
            default -> null;
        };
    }

    private static Recurrent recurrent(Decoder in) {
        Cell cell = Cells.read(in);
        Output output = in.flag() ? Output.SEQUENCE : Output.LAST;
        Direction direction = in.flag() ? Direction.BACKWARD : Direction.FORWARD;
        boolean stateful = in.flag();
        MaskRule rule = MaskRule.REPEAT.withZeroOutput(in.flag()).withEmitsInitial(in.flag());
        boolean masked = in.flag();
        boolean given = in.flag();
        boolean atFirst = in.flag();
        InitialStates initial =
                !given ? InitialStates.ZERO : atFirst ? InitialStates.GIVEN_AT_FIRST : InitialStates.GIVEN;
        rule = rule.withMirrored(in.flag());
        return new Recurrent(cell, output, direction, stateful, masked ? rule : null, initial);
    }
}
