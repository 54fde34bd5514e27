package io.github.cornu.file;

import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.ConvLstmCell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.HalfGruCell;
import io.github.cornu.op.recurrent.HalfLstmCell;
import io.github.cornu.op.recurrent.HalfSimpleRnnCell;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Rounding;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import java.util.List;

/** What recurrent operations do at a time step: a tag, then what the cell is made of, as in {@link Ops}. */
final class Cells {
    private Cells() {}

    /** @throws IllegalArgumentException if it has no form in files */
    static void write(Cell cell, Encoder out) {
        if (cell instanceof LstmCell lstm) {
            out.text("LstmCell");
            write(lstm, out);
        } else if (cell instanceof GruCell gru) {
            out.text("GruCell");
            write(gru, out);
        } else if (cell instanceof SimpleRnnCell rnn) {
            out.text("SimpleRnnCell");
            write(rnn, out);
        } else if (cell instanceof HalfLstmCell half) {
            out.text("HalfLstmCell");
            write(half.cell(), out);
            write(half.rounding(), out);
            out.flag(half.biasFirst());
        } else if (cell instanceof HalfGruCell half) {
            out.text("HalfGruCell");
            write(half.cell(), out);
            write(half.rounding(), out);
        } else if (cell instanceof HalfSimpleRnnCell half) {
            out.text("HalfSimpleRnnCell");
            write(half.cell(), out);
            write(half.rounding(), out);
        } else if (cell instanceof ConvLstmCell lstm) {
            out.text("ConvLstmCell");
            write(lstm, out);
        } else if (cell instanceof JavaCell java) {
            out.text("JavaCell");
            Parts.write(java.named(), out);
            out.count(java.features()).count(java.units()).count(java.states());
        } else {
            throw new IllegalArgumentException(
                    "the cell " + cell.getClass().getSimpleName() + " cannot be written to a .cornu file");
        }
    }

    private static void write(LstmCell cell, Encoder out) {
        out.weight(cell.kernel()).weight(cell.recurrentKernel()).weight(cell.bias());
        Parts.write(cell.activation(), out);
        Parts.write(cell.recurrentActivation(), out);
    }

    private static void write(GruCell cell, Encoder out) {
        out.weight(cell.kernel())
                .weight(cell.recurrentKernel())
                .weight(cell.bias())
                .weight(cell.recurrentBias());
        out.flag(cell.resetAfter());
        Parts.write(cell.activation(), out);
        Parts.write(cell.recurrentActivation(), out);
    }

    private static void write(SimpleRnnCell cell, Encoder out) {
        out.weight(cell.kernel()).weight(cell.recurrentKernel()).weight(cell.bias());
        Parts.write(cell.activation(), out);
    }

    private static void write(ConvLstmCell cell, Encoder out) {
        out.weight(cell.kernel()).weight(cell.recurrentKernel()).weight(cell.bias());
        Parts.write(cell.windows(), out);
        out.flag(cell.channelsFirst()).flag(cell.keepsStates());
        Parts.write(cell.activation(), out);
        Parts.write(cell.recurrentActivation(), out);
    }

    private static void write(Rounding rounding, Encoder out) {
        out.name(Parts.UNARY, rounding.function()).flag(rounding.eachTerm());
    }

    /** @throws IllegalArgumentException if this version does not know the tag */
    static Cell read(Decoder in) {
        String tag = in.text();
        return switch (tag) {
            case "LstmCell" -> lstm(in);
            case "GruCell" -> gru(in);
            case "SimpleRnnCell" -> simpleRnn(in);
            case "HalfLstmCell" -> new HalfLstmCell(lstm(in), rounding(in), in.flag());
            case "HalfGruCell" -> new HalfGruCell(gru(in), rounding(in));
            case "HalfSimpleRnnCell" -> new HalfSimpleRnnCell(simpleRnn(in), rounding(in));
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

    private static LstmCell lstm(Decoder in) {
        return new LstmCell(in.weight(), in.weight(), in.weightOrNull(), Parts.activation(in), Parts.activation(in));
    }

    private static GruCell gru(Decoder in) {
        return new GruCell(
                in.weight(),
                in.weight(),
                in.weightOrNull(),
                in.weightOrNull(),
                in.flag(),
                Parts.activation(in),
                Parts.activation(in));
    }

    private static SimpleRnnCell simpleRnn(Decoder in) {
        return new SimpleRnnCell(in.weight(), in.weight(), in.weightOrNull(), Parts.activation(in));
    }

    private static Rounding rounding(Decoder in) {
        return new Rounding(in.name(Parts.UNARY), in.flag());
    }
}
