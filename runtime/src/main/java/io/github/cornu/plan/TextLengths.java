package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.text.TextToText;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How many numbers the longest text of a call has, for each operation that gives as many: its shape, and all that
 * depend on it, is another one in each call. Immutable.
 */
public final class TextLengths {
    /** An edit of texts, and the node that is to blame for what it throws. */
    private record Edit(Node node, UnaryOperator<String> editor) {
        String apply(String text) {
            try {
                return editor.apply(text);
            } catch (IllegalArgumentException e) {
                throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
            }
        }
    }

    /** Where texts come from: the number of an input, and what edits these before they are read. */
    private record Source(int input, List<Edit> edits) {
        Source edited(Edit edit) {
            List<Edit> more = new ArrayList<>(edits);
            more.add(edit);
            return new Source(input, more);
        }

        String edit(String text) {
            String edited = text;
            for (Edit edit : edits) {
                edited = edit.apply(edited);
            }
            return edited;
        }
    }

    private final List<Tokenize> operations = new ArrayList<>();
    /** What each of them reads. */
    private final List<Source> sources = new ArrayList<>();

    /** @throws ModelException if one of them reads something else than inputs of the model and edits of these */
    TextLengths(Graph graph) {
        Source[] known = new Source[graph.shapes().size()];
        for (int i = 0; i < graph.inputs().size(); i++) {
            known[graph.inputs().get(i).value()] = new Source(i, List.of());
        }
        for (Node node : graph.nodes()) {
            Source first = node.inputs().isEmpty() ? null : known[node.inputs().get(0)];
            if (first != null && node.op().isView()) {
                known[node.output()] = first;
            }
            if (first != null && node.op() instanceof TextToText text) {
                known[node.output()] = first.edited(new Edit(node, text.editor()));
            }
            if (node.op() instanceof Tokenize tokenize && tokenize.isLongest()) {
                add(node, tokenize, first);
            }
        }
    }

    private void add(Node node, Tokenize tokenize, Source source) {
        if (source == null) {
            String problem = "its output is as long as the longest text, and its texts are no input of the model";
            throw new ModelException(null, node.layer(), node.layerClass(), problem, null);
        }
        operations.add(tokenize);
        sources.add(source);
    }

    /** How many there are. */
    public int count() {
        return operations.size();
    }

    /** Reads them from the inputs of a call, whose shapes are checked; allocates nothing but edited texts. */
    public void read(Tensor[] tensors, int[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            Source source = sources.get(i);
            Tensor texts = tensors[source.input()];
            int width = texts.shape().length(-1);
            lengths[i] = source.edits().isEmpty()
                    ? operations.get(i).longest(texts.data(), width)
                    : longest(operations.get(i), source, texts.data(), width);
        }
    }

    private static int longest(Tokenize operation, Source source, float[] texts, int width) {
        int most = 0;
        for (int from = 0; from < texts.length; from += width) {
            Tensor edited = Texts.of(source.edit(Texts.read(texts, from, width)));
            most = Math.max(most, operation.longest(edited.data(), edited.data().length));
        }
        return most;
    }
}
