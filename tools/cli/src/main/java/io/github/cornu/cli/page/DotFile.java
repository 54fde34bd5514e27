package io.github.cornu.cli.page;

import io.github.cornu.Model;
import io.github.cornu.Printable;

/** The layers of a model in the language of Graphviz. */
public final class DotFile {
    private DotFile() {}

    public static String of(Model model) {
        StringBuilder text = new StringBuilder("digraph " + quoted(Printable.name(model.name())) + " {\n");
        text.append("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n");
        for (LayerGraph.Node node : LayerGraph.of(model)) {
            text.append("  ").append(quoted(node.key())).append(" [label=");
            text.append(quoted(Printable.name(node.name()) + "\n" + Printable.message(node.text())))
                    .append(node.isInput() ? ", style=dashed" : "");
            text.append("];\n");
            for (String source : node.from()) {
                text.append("  ").append(quoted(source)).append(" -> ").append(quoted(node.key()));
                text.append(";\n");
            }
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        String escaped =
                Printable.text(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + escaped + '"';
    }
}
