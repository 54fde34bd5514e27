package io.github.cornu.file;

import io.github.cornu.op.JavaFunction;
import io.github.cornu.op.Op;

/**
 * Operations in files: a tag, then what the operation is made of, in an order that belongs to the tag. Tags stay as they
 * are for ever. Where an operation gets one more component, it gets a new tag, and the old one stays readable.
 */
final class Ops {
    private Ops() {}

    /** @throws IllegalArgumentException if it has no form in files */
    static void write(Op op, Encoder out) {
        if (op instanceof JavaFunction) {
            throw new IllegalArgumentException("a function in Java cannot be written to a .cornu file");
        }
        boolean written = MatrixOps.write(op, out)
                || RecurrentOps.write(op, out)
                || ElementOps.write(op, out)
                || ShapeOps.write(op, out)
                || ImageOps.write(op, out)
                || TokenOps.write(op, out);
        if (!written) {
            throw new IllegalArgumentException(
                    "the operation " + op.getClass().getSimpleName() + " cannot be written to a .cornu file");
        }
    }

    /** @throws IllegalArgumentException if this version does not know the tag */
    static Op read(Decoder in) {
        String tag = in.text();
        Op op = MatrixOps.read(tag, in);
        op = op != null ? op : RecurrentOps.read(tag, in);
        op = op != null ? op : ElementOps.read(tag, in);
        op = op != null ? op : ShapeOps.read(tag, in);
        op = op != null ? op : ImageOps.read(tag, in);
        op = op != null ? op : TokenOps.read(tag, in);
        if (op == null) {
            throw new IllegalArgumentException("this version of Cornu does not know the operation '" + tag + "'");
        }
        return op;
    }
}
