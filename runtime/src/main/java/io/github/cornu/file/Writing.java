package io.github.cornu.file;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes files. */
public final class Writing {
    private final FileContent content;
    private final Encoder body = new Encoder();
    private final List<WeightForm> forms = new ArrayList<>();
    private final int[] ids;

    private Writing(FileContent content) {
        this.content = content;
        body.name(Names.FORMATS, content.weights());
        ids = GraphForm.write(content.graph(), body);
        body.flag(!content.golden().isEmpty());
        if (!content.golden().isEmpty()) {
            body.real(content.tolerance());
            golden(content.golden());
        }
        Map<Weight, List<WeightMatrix>> matrices = matrices();
        for (Weight weight : body.weights()) {
            forms.add(form(weight, matrices.getOrDefault(weight, List.of())));
        }
    }

    /**
     * Writes a file. Each weight is read and written one by one.
     *
     * @throws ModelException if an operation has no form in files, or a weight cannot be read
     * @throws IOException if it cannot be written
     */
    public static void write(FileContent content, OutputStream target) throws IOException {
        new Writing(content).write(target);
    }

    private void golden(Map<String, Tensor> arrays) {
        body.count(arrays.size());
        arrays.forEach((name, tensor) -> {
            body.text(name);
            body.flag(tensor.isTexts());
            body.weight(Weight.of(tensor));
        });
    }

    /** Of the weights that are nothing but matrices, in the same way wherever they are used. */
    private Map<Weight, List<WeightMatrix>> matrices() {
        Map<Weight, List<WeightMatrix>> found = new IdentityHashMap<>();
        Map<Weight, Integer> uses = new IdentityHashMap<>();
        if (content.weights() == WeightFormat.F32) {
            return found;
        }
        for (Node node : content.graph().nodes()) {
            Map<Weight, List<WeightMatrix>> ofNode = new IdentityHashMap<>();
            for (WeightMatrix matrix : node.op().matrices()) {
                ofNode.computeIfAbsent(matrix.weight(), weight -> new ArrayList<>())
                        .add(matrix);
            }
            ofNode.forEach((weight, matrices) -> {
                if (areLike(found.computeIfAbsent(weight, key -> matrices), matrices)) {
                    uses.merge(weight, 1, Integer::sum);
                }
            });
        }
        found.keySet().removeIf(weight -> body.uses(weight) != uses.getOrDefault(weight, 0));
        return found;
    }

    private static boolean areLike(List<WeightMatrix> some, List<WeightMatrix> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).isLike(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private WeightForm form(Weight weight, List<WeightMatrix> matrices) {
        WeightLayout layout = matrices.isEmpty() ? null : WeightLayout.of(weight, matrices);
        if (layout == null) {
            return new FloatForm(weight);
        }
        return content.weights() == WeightFormat.BF16 ? new PairForm(weight, layout) : new ByteForm(weight, layout);
    }

    private void write(OutputStream target) throws IOException {
        byte[] description = description();
        checkIsReadAsWritten(description);
        long position = Header.aligned((long) Header.SIZE + description.length);
        for (WeightForm form : forms) {
            position = Header.aligned(position + form.length());
        }
        FileSink sink = new FileSink(target);
        new Header(Header.VERSION, position + Header.END, description.length).write(sink);
        sink.put(description);
        sink.align(Header.ALIGNMENT);
        for (WeightForm form : forms) {
            form.write(sink);
            sink.align(Header.ALIGNMENT);
        }
        sink.end();
    }

    /**
     * Weights and tables first, since the body tells them by their number; but before all, the texts of all of that.
     */
    private byte[] description() {
        Encoder rest = new Encoder(body.texts());
        rest.count(body.tables().size());
        for (TokenTable table : body.tables()) {
            rest.count(table.size());
            for (int i = 0; i < table.size(); i++) {
                int[] token = table.token(i);
                rest.count(token.length);
                for (int code : token) {
                    rest.number(code);
                }
                rest.real(table.value(i));
            }
        }
        rest.count(forms.size());
        forms.forEach(form -> form.describe(rest));
        rest.raw(body.bytes());
        Encoder all = new Encoder();
        all.count(rest.texts().size());
        rest.texts().forEach(all::characters);
        all.raw(rest.bytes());
        return all.bytes();
    }

    /** Shapes are not written, so that they must follow from what is; a graph that somebody made may have others. */
    private void checkIsReadAsWritten(byte[] description) {
        Graph read = Reading.graph(ByteBuffer.wrap(description));
        for (int value = 0; value < ids.length; value++) {
            Shape shape = content.graph().shapes().get(value);
            if (ids[value] >= 0 && !read.shapes().get(ids[value]).equals(shape)) {
                throw new ModelException("it cannot be written: a value has the shape " + shape + ", not "
                        + read.shapes().get(ids[value]) + " as its operation makes");
            }
        }
    }
}
