package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.named;
import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** SegFormer (Xie et al., 2021): the levels of a mix transformer, of one size, joined by a dense layer. */
public final class SegFormerModels {
    private SegFormerModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Args encoder = args.object("image_encoder");
        if (!encoder.className().equals("MiTBackbone")) {
            throw new UnsupportedModelException(
                    "the image encoder " + encoder.className() + " of SegFormer; MiTBackbone is supported");
        }
        Net net = new Net();
        Images.input(net, MitModels.fixedShape(encoder));
        Map<String, Ref> levels = Pyramids.of(net, encoder, build);
        List<Integer> dims = encoder.integers("hidden_dims");
        int filters = args.positive("projection_filters");
        Net.Layer resizing = resizing(net, MitModels.firstLevel(encoder));
        List<Ref> resized = new ArrayList<>();
        for (Ref level : levels.values()) {
            int dim = dims.get(resized.size());
            resized.add(resizing.call(
                    Layers.dense(net, "linear_" + dim, filters, null).call(level)));
        }
        Collections.reverse(resized);
        Ref joined = net.layer("Concatenate", "concatenate", Map.of("axis", -1)).merge(resized.toArray(Ref[]::new));
        List<Map<String, Object>> fuse = List.of(
                named("Conv2D", "convolution", options("filters", filters, "kernel_size", 1, "use_bias", false)),
                named("BatchNormalization", "norm", options("epsilon", 1e-5)),
                named("Activation", "activation", options("activation", "relu")));
        return net.output(
                net.layer("Sequential", "sequential", Map.of("layers", fuse)).call(joined));
    }

    private static Net.Layer resizing(Net net, List<Integer> size) {
        Map<String, Object> config = options("height", size.get(0), "width", size.get(1), "interpolation", "bilinear");
        return net.layer("Resizing", "resizing", config);
    }

    /** The scores of each pixel. */
    public static Net segmenter(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        Map<String, Object> scores = options("filters", args.positive("num_classes"), "kernel_size", 1);
        Ref x = net.layer("Conv2D", "conv2d", scores).call(backbone.output());
        List<Integer> image = MitModels.fixedShape(backbone.args().object("image_encoder"));
        return net.output(resizing(net, image.subList(0, 2)).call(x));
    }
}
