package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many numbers the longest text of a call has, for each operation that gives as many: its shape, and all that
 * depend on it, is another one in each call. Immutable.
 */
public final class TextLengths {
    private static final int NONE = -1;

    private final List<Tokenize> operations = new ArrayList<>();
    /** The input that each of them reads. */
    private final List<Integer> inputs = new ArrayList<>();

    /** @throws ModelException if one of them reads something else than an input of the model */
    TextLengths(Graph graph) {
        int[] sources = new int[graph.shapes().size()];
        Arrays.fill(sources, NONE);
        for (int i = 0; i < graph.inputs().size(); i++) {
            sources[graph.inputs().get(i).value()] = i;
        }
        for (Node node : graph.nodes()) {
            if (node.op().isView()) {
                sources[node.output()] = sources[node.inputs().get(0)];
            }
            if (node.op() instanceof Tokenize tokenize && tokenize.isLongest()) {
                add(node, tokenize, sources[node.inputs().get(0)]);
            }
        }
    }

    private void add(Node node, Tokenize tokenize, int input) {
        if (input == NONE) {
            String problem = "its output is as long as the longest text, and its texts are no input of the model";
            throw new ModelException(null, node.layer(), node.layerClass(), problem, null);
        }
        operations.add(tokenize);
        inputs.add(input);
    }

    /** How many there are. */
    public int count() {
        return operations.size();
    }

    /** Reads them from the inputs of a call, whose shapes are checked; allocates nothing. */
    public void read(Tensor[] tensors, int[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            Tensor texts = tensors[inputs.get(i)];
            lengths[i] = operations.get(i).longest(texts.data(), texts.shape().length(-1));
        }
    }
}
