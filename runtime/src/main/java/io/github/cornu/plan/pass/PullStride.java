package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where all readers of a value are convolutions that leave out the same pixels, lets nobody compute these: the stride
 * goes to the convolutions before, through functions of single pixels. In a ResNet the last convolutions of each stage
 * are meant.
 *
 * <p>A value keeps its id and gets a smaller shape; it is the output of its layer no more. Only where a convolution on
 * the way has padding 'same', so that there is no stream whose steps could change.
 */
final class PullStride implements Pass {
    @Override
    public Graph apply(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Convolution op && op.windows().pixelStride() != null) {
                Pull pull = new Pull(graph, node.inputs().get(0));
                if (pull.pays()) {
                    return apply(pull.graph());
                }
            }
        }
        return graph;
    }

    /** The stride of the readers of one value. */
    private static final class Pull {
        private final Graph graph;
        private final int[] uses;
        private final int[] maker;
        private final List<Integer> stride;
        private final Node[] nodes;
        private final List<Shape> shapes;
        /** Nodes that pick the pixels of a value that others read as a whole, by the node that reads them. */
        private final List<List<Node>> picks = new ArrayList<>();

        private final Set<Integer> pulled = new HashSet<>();

        private boolean pays;

        Pull(Graph graph, int value) {
            this.graph = graph;
            this.uses = graph.uses();
            this.nodes = graph.nodes().toArray(Node[]::new);
            this.shapes = new ArrayList<>(graph.shapes());
            this.maker = new int[shapes.size()];
            Arrays.fill(maker, -1);
            for (int i = 0; i < nodes.length; i++) {
                picks.add(new ArrayList<>());
                for (int output : nodes[i].outputs()) {
                    maker[output] = i;
                }
            }
            stride = strideOfReaders(value);
            if (stride != null && maker[value] >= 0) {
                pays = canPull(value);
                if (pays) {
                    pull(value);
                    unstride(value);
                }
            }
        }

        boolean pays() {
            return pays;
        }

        /** The stride that all readers of a value have, windows of one pixel; null if there is none. */
        private List<Integer> strideOfReaders(int value) {
            List<Integer> found = null;
            int readers = 0;
            for (Node node : nodes) {
                if (node.inputs().contains(value)) {
                    List<Integer> own =
                            node.op() instanceof Convolution op ? op.windows().pixelStride() : null;
                    if (own == null || found != null && !own.equals(found)) {
                        return null;
                    }
                    found = own;
                    readers++;
                }
            }
            return readers == uses[value] ? found : null;
        }

        /** Whether a convolution with padding 'same' is reached, without changing anything. */
        private boolean canPull(int value) {
            Node node = nodes[maker[value]];
            if (node.op() instanceof Convolution op) {
                boolean pixels = op.windows().elements() == 1 && op.windows().strided(stride) != null;
                return op.windows().isSame() && op.windows().strided(stride) != null
                        || pixels
                                && isOnlyRead(node.inputs().get(0))
                                && canPull(node.inputs().get(0));
            }
            boolean any = false;
            for (int input : node.inputs()) {
                any |= passes(node, input) && isOnlyRead(input) && canPull(input);
            }
            return any;
        }

        private boolean isOnlyRead(int value) {
            return uses[value] == 1 && maker[value] >= 0;
        }

        /** Whether a node computes each pixel from the same pixel of an input. */
        private boolean passes(Node node, int input) {
            Shape from = shapes.get(input);
            Shape to = shapes.get(node.output());
            boolean pixelwise = node.op() instanceof Combine || node.op() instanceof Elementwise;
            return pixelwise
                    && node.inputs().stream()
                            .allMatch(other -> shapes.get(other).equals(to))
                    && from.rank() == stride.size() + 2;
        }

        /** Lets a value have only the pixels that are needed. */
        private void pull(int value) {
            int index = maker[value];
            Node node = nodes[index];
            if (node.op() instanceof Convolution op) {
                int input = node.inputs().get(0);
                if (op.windows().elements() == 1 && isOnlyRead(input) && canPull(input)) {
                    pull(input);
                } else {
                    nodes[index] = node.with(op.withWindows(op.windows().strided(stride)));
                }
            } else {
                List<Integer> inputs = new ArrayList<>();
                for (int input : node.inputs()) {
                    boolean smaller = isOnlyRead(input) && canPull(input);
                    if (smaller) {
                        pull(input);
                    }
                    inputs.add(smaller ? input : pick(index, input));
                }
                nodes[index] = new Node(node.origin(), node.op(), inputs, node.outputs());
            }
            shapes.set(value, smaller(value));
            pulled.add(value);
        }

        /** A new value with some pixels of another one. */
        private int pick(int reader, int input) {
            Op op = new Pool(Pool.Kind.MAX, pixels());
            int picked = shapes.size();
            shapes.add(smaller(input));
            picks.get(reader).add(new Node(nodes[reader].origin(), op, List.of(input), List.of(picked)));
            return picked;
        }

        private Windows pixels() {
            return Windows.pixels(stride);
        }

        private Shape smaller(int value) {
            Shape shape = shapes.get(value);
            return pixels().outputShape(shape, shape.length(-1));
        }

        private void unstride(int value) {
            for (int i = 0; i < nodes.length; i++) {
                if (nodes[i].inputs().contains(value)) {
                    Convolution op = (Convolution) nodes[i].op();
                    nodes[i] = nodes[i].with(op.withWindows(op.windows().unstrided()));
                }
            }
        }

        Graph graph() {
            List<Node> all = new ArrayList<>();
            for (int i = 0; i < nodes.length; i++) {
                all.addAll(picks.get(i));
                all.add(nodes[i]);
            }
            List<LayerInfo> layers = graph.layers().stream()
                    .map(layer -> layer.withOutputs(value -> !pulled.contains(value)))
                    .toList();
            return graph.withNodes(all).withShapes(shapes).withLayers(layers);
        }
    }
}
