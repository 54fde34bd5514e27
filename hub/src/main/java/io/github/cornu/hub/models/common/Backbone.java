package io.github.cornu.hub.models.common;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/**
 * The backbone of a task: a model that is called with the task's inputs.
 *
 * @param net the task, which has the backbone and its inputs so far
 * @param args the arguments of the backbone
 * @param outputs by name; one without a name is ""
 */
public record Backbone(Net net, Args args, Map<String, Ref> outputs) {
    /** The name of an output that has a vector for each step. */
    public static final String SEQUENCE = "sequence_output";

    /** That of a task's arguments. */
    public static Backbone of(Args task, Build build) {
        Args args = task.object("backbone");
        if (!args.className().endsWith("Backbone")) {
            throw new IllegalArgumentException("its backbone is a " + args.className());
        }
        Net net = new Net();
        Map<String, Ref> outputs = net.nest(build.net(args), "keras_hub>" + args.className(), args.name(), args.all());
        return new Backbone(net, args, outputs);
    }

    /** The only output. */
    public Ref output() {
        return outputs.get("");
    }

    /** An output. */
    public Ref output(String name) {
        return outputs.get(name);
    }

    /** The length of the vectors. */
    public int hidden() {
        return args.positive("hidden_dim");
    }

    /**
     * The config of the token embedding, which the task may call too.
     *
     * @param more options
     */
    public Map<String, Object> embedding(Map<String, ?> more) {
        return Embeddings.config(args.integer("vocabulary_size"), args.integer("embedding_dim", hidden()), more);
    }
}
