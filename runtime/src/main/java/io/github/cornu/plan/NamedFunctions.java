package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Functions in Java that are in a graph by their names. */
public final class NamedFunctions {
    private NamedFunctions() {}

    private static NamedFunction named(Op op) {
        if (op instanceof Recurrent recurrent && recurrent.cell() instanceof JavaCell cell) {
            return cell.named();
        }
        if (op instanceof JavaScan scan) {
            return scan.named();
        }
        if (op instanceof JavaTexts texts) {
            return texts.named();
        }
        return op instanceof JavaFunction function ? function.named() : null;
    }

    /**
     * What the functions of a graph that was not read from a file are registered as.
     *
     * @throws ModelException with the layer if two of them have one name
     */
    public static JavaFunctions of(Graph graph) {
        JavaFunctions functions = JavaFunctions.none();
        for (Node node : graph.nodes()) {
            NamedFunction named = named(node.op());
            if (named != null && named.maker() != null) {
                try {
                    functions = functions.with(named);
                } catch (IllegalArgumentException e) {
                    throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
                }
            }
        }
        return functions;
    }

    /**
     * Gives the names in a graph from a file what is registered for them.
     *
     * @throws ModelException if names are not registered, all of which it lists; or if something else than in the file
     *     is
     */
    public static Graph bind(Graph graph, JavaFunctions functions) {
        List<Node> nodes = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        for (Node node : graph.nodes()) {
            NamedFunction named = named(node.op());
            if (named == null || named.maker() != null) {
                nodes.add(node);
            } else if (!functions.has(named.name())) {
                missing.add("'" + named.name() + "'");
            } else {
                try {
                    nodes.add(node.with(bound(node, named, graph, functions)));
                } catch (IllegalArgumentException e) {
                    throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new ModelException("it needs functions in Java that are not registered: " + String.join(", ", missing)
                    + "; give them by CompileOptions.withFunctions");
        }
        return graph.withNodes(nodes);
    }

    private static Op bound(Node node, NamedFunction named, Graph graph, JavaFunctions functions) {
        Weight[] weights = named.weights().toArray(new Weight[0]);
        if (node.op() instanceof Recurrent recurrent) {
            JavaCell known = (JavaCell) recurrent.cell();
            JavaCell cell = functions.cell(named.name(), weights);
            if (cell.features() != known.features()
                    || cell.units() != known.units()
                    || cell.states() != known.states()) {
                throw different(named, numbers(known), numbers(cell));
            }
            return recurrent.with(cell);
        }
        List<Shape> inputs = node.inputs().stream().map(graph.shapes()::get).toList();
        Shape known = graph.shapes().get(node.output());
        if (node.op() instanceof JavaScan scan) {
            JavaScan made = functions.scan(named.name(), weights).withStateful(scan.stateful());
            made = scan.lastOnly() ? made.ofLastStep() : made;
            String before = known + states(scan);
            String now = made.outputShape(inputs) + states(made);
            if (!now.equals(before)) {
                throw different(named, before, now);
            }
            return made;
        }
        if (node.op() instanceof JavaTexts texts) {
            JavaTexts made = functions.texts(named.name(), weights);
            if (made.splits() != texts.splits()) {
                throw different(named, kind(texts), kind(made));
            }
            return made;
        }
        JavaFunction function = functions.function(named.name(), weights);
        Shape shape = function.outputShape(inputs);
        if (!shape.equals(known)) {
            throw different(named, known.toString(), shape.toString());
        }
        return ((JavaFunction) node.op()).stepwise() ? function.ofSteps() : function;
    }

    private static String kind(JavaTexts texts) {
        return texts.splits() ? "tokens" : "a text";
    }

    private static String states(JavaScan scan) {
        return scan.kept().stream()
                .map(state -> state.name() + " " + state.shape())
                .collect(Collectors.joining(", ", " with the states [", "]"));
    }

    private static String numbers(JavaCell cell) {
        return cell.features() + " features, " + cell.units() + " units, " + cell.states() + " states";
    }

    private static IllegalArgumentException different(NamedFunction named, String known, String now) {
        return new IllegalArgumentException(
                "'" + named.name() + "' made " + known + " where the file was written, and makes " + now + " here");
    }
}
