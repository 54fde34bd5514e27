package io.github.cornu.file;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Node;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A graph in a file. Values have no ids but the order in which they come: the inputs, then what each node makes. Their
 * shapes follow from those of the inputs.
 */
final class GraphForm {
    /** The first version that tells what training changes. */
    private static final int TELLS_TRAINABLE = 2;
    /** The first version that tells what to do about layers that cannot be stepped through time. */
    private static final int TELLS_STREAM_ADVICE = 3;

    private GraphForm() {}

    /**
     * Writes a graph.
     *
     * @return the new number of each value, -1 for those that nothing makes
     * @throws ModelException with the layer whose operation has no form in files
     */
    static int[] write(Graph graph, Encoder out) {
        int[] ids = new int[graph.shapes().size()];
        Arrays.fill(ids, -1);
        int next = 0;
        out.text(graph.name());
        out.number(graph.batchSize());
        out.count(graph.inputs().size());
        for (Graph.Port input : graph.inputs()) {
            out.text(input.name());
            out.flag(input.texts());
            out.shape(graph.shapes().get(input.value()));
            ids[input.value()] = next++;
        }
        out.count(graph.nodes().size());
        for (Node node : graph.nodes()) {
            write(node, graph.shapes().get(node.output()), ids, out);
            out.count(node.outputs().size());
            for (int value : node.outputs()) {
                ids[value] = next++;
            }
        }
        out.count(graph.outputs().size());
        for (Graph.Port output : graph.outputs()) {
            out.text(output.name());
            out.count(ids[output.value()]);
        }
        out.count(graph.layers().size());
        for (LayerInfo layer : graph.layers()) {
            write(layer, ids, out);
        }
        return ids;
    }

    private static void write(Node node, Shape output, int[] ids, Encoder out) {
        out.text(node.layer());
        out.text(node.layerClass());
        out.text(node.origin().streamAdvice());
        try {
            Ops.write(node.op(), output, out);
        } catch (IllegalArgumentException e) {
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        }
        out.count(node.inputs().size());
        for (int value : node.inputs()) {
            out.count(ids[value]);
        }
    }

    private static void write(LayerInfo layer, int[] ids, Encoder out) {
        out.text(layer.path());
        out.text(layer.className());
        out.numbers(layer.index());
        out.number(layer.parameters());
        out.number(layer.trainable());
        out.count(layer.inputs().size());
        layer.inputs().forEach(out::text);
        out.count(layer.outputs().size());
        for (int value : layer.outputs()) {
            out.count(value < 0 ? 0 : ids[value] + 1);
        }
        out.count(layer.shapes().size());
        layer.shapes().forEach(out::shape);
    }

    /**
     * Reads a graph.
     *
     * @throws ModelException with the layer whose operation is not known or does not fit
     * @throws IllegalArgumentException if something else is wrong
     */
    static Graph read(Decoder in) {
        GraphBuilder graph = new GraphBuilder(in.text());
        graph.batchSize(in.number());
        List<Value> values = new ArrayList<>();
        int inputs = in.count();
        for (int i = 0; i < inputs; i++) {
            String name = in.text();
            boolean texts = in.flag();
            values.add(graph.input(new TensorSpec(name, in.shape(), texts)));
        }
        int nodes = in.count();
        for (int i = 0; i < nodes; i++) {
            node(in, graph, values);
        }
        int outputs = in.count();
        for (int i = 0; i < outputs; i++) {
            graph.output(in.text(), values.get(in.below(values.size())));
        }
        int layers = in.count();
        for (int i = 0; i < layers; i++) {
            graph.layer(layer(in, values.size()));
        }
        return graph.build();
    }

    private static void node(Decoder in, GraphBuilder graph, List<Value> values) {
        String layer = in.text();
        String layerClass = in.text();
        String streamAdvice = in.version() < TELLS_STREAM_ADVICE ? "" : in.text();
        Origin origin = new Origin(layer, layerClass, streamAdvice);
        try {
            Op op = Ops.read(in);
            Value[] operands = new Value[in.count()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = values.get(in.below(values.size()));
            }
            List<Value> results = graph.addAll(origin, op, Arrays.asList(operands));
            if (in.count() != results.size()) {
                throw new IllegalArgumentException("the operation makes " + results.size() + " values");
            }
            values.addAll(results);
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelException(null, layer, layerClass, Decoder.reason(e), e);
        }
    }

    private static LayerInfo layer(Decoder in, int values) {
        String path = in.text();
        String className = in.text();
        List<Integer> index = in.numbers();
        long parameters = in.large();
        long trainable = in.version() < TELLS_TRAINABLE ? LayerInfo.UNKNOWN : in.large();
        int inputs = in.count();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            names.add(in.text());
        }
        int outputs = in.count();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            ids.add(in.below(values + 1L) - 1);
        }
        int count = in.count();
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shapes.add(in.shape());
        }
        return new LayerInfo(path, className, index, parameters, trainable, names, ids, shapes);
    }
}
