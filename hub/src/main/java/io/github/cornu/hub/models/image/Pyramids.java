package io.github.cornu.hub.models.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** The backbones whose inner levels, images of several sizes, other models go on from. */
final class Pyramids {
    private Pyramids() {}

    /**
     * Calls the encoder of a model's arguments with the input of the model.
     *
     * @return the levels by name, such as P2, whose images have a quarter of the input's height and width
     * @throws UnsupportedModelException if it has no levels
     */
    static Map<String, Ref> of(Net net, Args encoder, Build build) {
        Net whole = build.net(encoder);
        if (whole.levels().isEmpty()) {
            throw new UnsupportedModelException("the image encoder " + encoder.className()
                    + "; those that are supported: DenseNetBackbone, EfficientNetBackbone, MiTBackbone,"
                    + " ResNetBackbone");
        }
        Net levels = whole.pyramid();
        return net.nest(levels, "Functional", "functional", levels.config());
    }

    /**
     * A level.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Ref level(Map<String, Ref> levels, String name) {
        Ref level = levels.get(name);
        if (level == null) {
            throw new IllegalArgumentException("its encoder has no level '" + name + "', but " + levels.keySet());
        }
        return level;
    }
}
