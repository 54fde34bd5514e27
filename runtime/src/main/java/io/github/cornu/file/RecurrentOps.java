package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.ConvLstmCell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.op.shape.FoldTime;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.op.shape.UnfoldTime;
import java.util.List;

/** Cells that run over time, and time folded into the batch. */
final class RecurrentOps {
    private RecurrentOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Recurrent recurrent) {
            out.text("Recurrent");
            write(recurrent.cell(), out);
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
                        cell(in), in.flag(), in.flag(), in.flag(), in.flag(), in.flag(), in.flag(), in.flag(),
                        in.flag(), in.flag());
            case "TimeWindow" -> new TimeWindow(in.number(), in.number(), in.number());
            case "FoldTime" -> new FoldTime();
            case "UnfoldTime" -> new UnfoldTime();
            default -> null;
        };
    }

    private static void write(Cell cell, Encoder out) {
        if (cell instanceof LstmCell lstm) {
            out.text("LstmCell");
            out.weight(lstm.kernel());
            out.weight(lstm.recurrentKernel());
            out.weight(lstm.bias());
            Parts.write(lstm.activation(), out);
            Parts.write(lstm.recurrentActivation(), out);
        } else if (cell instanceof GruCell gru) {
            out.text("GruCell");
            out.weight(gru.kernel());
            out.weight(gru.recurrentKernel());
            out.weight(gru.bias());
            out.weight(gru.recurrentBias());
            out.flag(gru.resetAfter());
            Parts.write(gru.activation(), out);
            Parts.write(gru.recurrentActivation(), out);
        } else if (cell instanceof SimpleRnnCell rnn) {
            out.text("SimpleRnnCell");
            out.weight(rnn.kernel());
            out.weight(rnn.recurrentKernel());
            out.weight(rnn.bias());
            Parts.write(rnn.activation(), out);
        } else if (cell instanceof ConvLstmCell lstm) {
            out.text("ConvLstmCell");
            out.weight(lstm.kernel());
            out.weight(lstm.recurrentKernel());
            out.weight(lstm.bias());
            Parts.write(lstm.windows(), out);
            out.flag(lstm.channelsFirst());
            out.flag(lstm.keepsStates());
            Parts.write(lstm.activation(), out);
            Parts.write(lstm.recurrentActivation(), out);
        } else if (cell instanceof JavaCell java) {
            out.text("JavaCell");
            Parts.write(java.named(), out);
            out.count(java.features());
            out.count(java.units());
            out.count(java.states());
        } else {
            throw new IllegalArgumentException(
                    "the cell " + cell.getClass().getSimpleName() + " cannot be written to a .cornu file");
        }
    }

    private static Cell cell(Decoder in) {
        String tag = in.text();
        return switch (tag) {
            case "LstmCell" ->
                new LstmCell(in.weight(), in.weight(), in.weightOrNull(), Parts.activation(in), Parts.activation(in));
            case "GruCell" ->
                new GruCell(
                        in.weight(),
                        in.weight(),
                        in.weightOrNull(),
                        in.weightOrNull(),
                        in.flag(),
                        Parts.activation(in),
                        Parts.activation(in));
            case "SimpleRnnCell" ->
                new SimpleRnnCell(in.weight(), in.weight(), in.weightOrNull(), Parts.activation(in));
            case "ConvLstmCell" ->
                new ConvLstmCell(
                        in.weight(),
                        in.weight(),
                        in.weightOrNull(),
                        Parts.windows(in),
                        in.flag(),
                        in.flag(),
                        Parts.activation(in),
                        Parts.activation(in));
            case "JavaCell" -> {
                NamedFunction named = Parts.named(in);
                List<Integer> sizes = in.counts(3);
                yield new JavaCell(
                        sizes.get(0), sizes.get(1), sizes.get(2), named.weights(), (x, states, next) -> {}, named);
            }
            default -> throw new IllegalArgumentException("this version of Cornu does not know the cell '" + tag + "'");
        };
    }
}
