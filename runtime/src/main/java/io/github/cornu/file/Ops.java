package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.tensor.Shape;

/**
 * Operations in files: a tag, then what the operation is made of, in an order that belongs to the tag. Those that only
 * the graph of a stream has are in no file. Tags stay as they are for ever. Where an operation gets one more component,
 * it gets a new tag, and the old one stays readable.
 */
final class Ops {
    private Ops() {}

    /**
     * Writes an operation.
     *
     * @param output the shape of its first output, which nothing but a function in Java can tell of that function
     * @throws IllegalArgumentException if it has no form in files
     */
    static void write(Op op, Shape output, Encoder out) {
        if (op instanceof JavaFunction function) {
            out.text("JavaFunction");
            Parts.write(function.named(), out);
            out.flag(function.stepwise());
            out.shape(output);
            return;
        }
        if (op instanceof JavaScan scan) {
            out.text("JavaScan");
            Parts.write(scan.named(), out);
            out.flag(!scan.lastOnly()).flag(scan.stateful()).shape(output);
            out.count(scan.kept().size());
            scan.kept().forEach(state -> out.text(state.name()).shape(state.shape()));
            return;
        }
        if (op instanceof JavaTexts texts) {
            out.text("JavaTexts");
            Parts.write(texts.named(), out);
            out.flag(texts.splits());
            return;
        }
        boolean written = MatrixOps.write(op, out)
                || RecurrentOps.write(op, out)
                || ElementOps.write(op, out)
                || ShapeOps.write(op, out)
                || ImageOps.write(op, out)
                || TokenOps.write(op, out)
                || TextOps.write(op, out);
        if (!written) {
            throw new IllegalArgumentException(
                    "the operation " + op.getClass().getSimpleName() + " cannot be written to a .cornu file");
        }
    }

    /** @throws IllegalArgumentException if this version does not know the tag */
    static Op read(Decoder in) {
        String tag = in.text();
        if (tag.equals("JavaFunction")) {
            NamedFunction named = Parts.named(in);
            boolean stepwise = in.flag();
            Shape output = in.shape();
            return new JavaFunction(inputs -> output, (inputs, result) -> {}, stepwise, named);
        }
        if (tag.equals("JavaScan")) {
            return scan(in);
        }
        if (tag.equals("JavaTexts")) {
            NamedFunction named = Parts.named(in);
            return new JavaTexts(text -> text, in.flag(), named);
        }
        Op op = MatrixOps.read(tag, in);
        op = op != null ? op : RecurrentOps.read(tag, in);
        op = op != null ? op : ElementOps.read(tag, in);
        op = op != null ? op : ShapeOps.read(tag, in);
        op = op != null ? op : ImageOps.read(tag, in);
        op = op != null ? op : TokenOps.read(tag, in);
        op = op != null ? op : TextOps.read(tag, in);
        if (op == null) {
            throw new IllegalArgumentException("this version of Cornu does not know the operation '" + tag + "'");
        }
        return op;
    }

    /** A function in Java of steps, which computes nothing before it is bound. */
    private static JavaScan scan(Decoder in) {
        NamedFunction named = Parts.named(in);
        boolean sequence = in.flag();
        boolean stateful = in.flag();
        Shape output = in.shape();
        Shape step = output.axes(sequence ? 2 : 1, output.rank());
        JavaScan scan = JavaScan.of(inputs -> step, (inputs, states, result) -> {})
                .withStateful(stateful)
                .with(named.weights(), named);
        for (int i = in.count(); i > 0; i--) {
            scan = scan.withState(in.text(), in.shape().lengths());
        }
        return sequence ? scan : scan.ofLastStep();
    }
}
