package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What models of images have in common. Their axes are (batch, height, width, channels). */
public final class Images {
    private static final int AXES = 3;
    /** More blocks than any stack has. */
    static final int MOST = 1000;

    private Images() {}

    /** Height, width and channels; -1 for one that is free. */
    static List<Integer> shape(Args args) {
        return shape(args, "image_shape");
    }

    /** As {@link #shape(Args)}, of another key. */
    static List<Integer> shape(Args args, String key) {
        args.require("data_format", "channels_last");
        List<Integer> shape = args.integers(key);
        if (shape.size() != AXES) {
            throw new IllegalArgumentException(
                    "'" + key + "' is " + args.value(key) + ", expected height, width and channels");
        }
        return shape;
    }

    /**
     * How many blocks each stack has.
     *
     * @throws IllegalArgumentException if there is no stack, or a number that no model has
     */
    static List<Integer> blocks(Args args, String key) {
        List<Integer> blocks = args.integers(key);
        if (blocks.isEmpty() || blocks.stream().anyMatch(count -> count < 0 || count > MOST)) {
            throw new IllegalArgumentException(
                    "'" + key + "' is " + args.value(key) + ", expected the number of blocks of each stack");
        }
        return blocks;
    }

    /**
     * A number for each stack.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    static List<Integer> ofStacks(Args args, String key, int stacks) {
        List<Integer> numbers = args.integers(key);
        if (numbers.size() < stacks) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + numbers.size() + " numbers for " + stacks + " stacks");
        }
        return numbers;
    }

    /** A batch normalization. */
    static Ref norm(Net net, String name, double epsilon, Ref x) {
        return net.layer("BatchNormalization", name, Map.of("epsilon", epsilon)).call(x);
    }

    /** A layer of an activation. */
    static Ref activation(Net net, String name, Object activation, Ref x) {
        return net.layer("Activation", name, options("activation", activation)).call(x);
    }

    /** Zeros around an image. */
    static Ref pad(Net net, String name, int count, Ref x) {
        return net.layer("ZeroPadding2D", name, Map.of("padding", count)).call(x);
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
    public static Net classifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        String pooler = pooler(args.text("pooling", "avg"));
        return net.output(
                predictions(net, args, net.layer(pooler, "pooler", Map.of()).call(backbone.output())));
    }

    /** The class of a layer that pools all places. */
    static String pooler(String pooling) {
        return switch (pooling) {
            case "avg" -> "GlobalAveragePooling2D";
            case "max" -> "GlobalMaxPooling2D";
            default -> throw new IllegalArgumentException("unknown pooling '" + pooling + "'");
        };
    }
}
