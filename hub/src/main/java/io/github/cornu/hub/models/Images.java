package io.github.cornu.hub.models;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What models of images have in common. Their axes are (batch, height, width, channels). */
final class Images {
    private static final int AXES = 3;

    private Images() {}

    /** Height, width and channels; -1 for one that is free. */
    static List<Integer> shape(Args args) {
        args.require("data_format", "channels_last");
        List<Integer> shape = args.integers("image_shape");
        if (shape.size() != AXES) {
            throw new IllegalArgumentException(
                    "'image_shape' is " + args.value("image_shape") + ", expected height, width and channels");
        }
        return shape;
    }

    /** The input of images, which are numbers as a converter made them. */
    static Ref input(Net net, List<Integer> shape) {
        List<Integer> withBatch = new ArrayList<>();
        withBatch.add(null);
        shape.forEach(length -> withBatch.add(length < 0 ? null : length));
        return net.input("images", withBatch, "float32");
    }

    /** The scores of a classifier's classes. */
    static Ref predictions(Net net, Args task, Ref x) {
        task.ignore("head_dtype");
        return Layers.dense(net, "predictions", task.positive("num_classes"), task.value("activation"))
                .call(x);
    }

    /** A classifier of the average, or the maximum, of all places. */
    static Net classifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        String pooling = args.text("pooling", "avg");
        String pooler = switch (pooling) {
            case "avg" -> "GlobalAveragePooling2D";
            case "max" -> "GlobalMaxPooling2D";
            default -> throw new IllegalArgumentException("unknown pooling '" + pooling + "'");
        };
        return net.output(
                predictions(net, args, net.layer(pooler, "pooler", Map.of()).call(backbone.output())));
    }
}
