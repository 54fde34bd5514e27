package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Map;

/** A layer of a class that the user has registered, or a Lambda layer. */
final class CustomClassLayer extends KerasLayer {
    private final CustomConfig view;
    private final CustomFunction function;

    private CustomClassLayer(LayerConfig config, CustomLayer implementation, LayerFactory factory) {
        super(config);
        view = new CustomConfigView(config);
        function = CustomCalls.guarded(() -> implementation.create(new Builder(factory)));
        if (function == null) {
            throw new IllegalArgumentException("its registered implementation is null");
        }
    }

    static CustomClassLayer of(LayerConfig config, CustomLayer implementation, LayerFactory factory) {
        CustomClassLayer layer = new CustomClassLayer(config, implementation, factory);
        config.ignore("autocast");
        return layer;
    }

    /** What Python would execute is ignored. */
    static CustomClassLayer ofLambda(LayerConfig config, CustomFunction function, LayerFactory factory) {
        config.ignoreAll();
        return new CustomClassLayer(config, layer -> function, factory);
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        return CustomCalls.call(function, g, call, view);
    }

    /** What the implementation sees while it is created. */
    private final class Builder implements CustomLayerBuilder {
        private final LayerFactory factory;

        Builder(LayerFactory factory) {
            this.factory = factory;
        }

        @Override
        public CustomConfig config() {
            return view;
        }

        @Override
        public CustomWeight weight(String name) {
            return new Declared(CustomClassLayer.this.weight(name));
        }

        @Override
        public CustomWeight nonTrainableWeight(String name) {
            return new Declared(CustomClassLayer.this.nonTrainableWeight(name));
        }

        @Override
        public CustomInnerLayer inner(String attribute, String className, Map<String, ?> config) {
            if (attribute.isEmpty() || attribute.contains("/") || children().containsKey(attribute)) {
                throw new IllegalArgumentException(
                        "'" + attribute + "' is no attribute, or has an inner layer already");
            }
            return new Inner(
                    attribute,
                    child(attribute, factory.create(CustomClassLayer.this.config().inner(attribute, className, config))));
        }
    }

    /** An inner layer. */
    record Inner(String attribute, KerasLayer layer) implements CustomInnerLayer {}

    /** A declared weight. */
    private record Declared(WeightSlot slot) implements CustomWeight {
        @Override
        public String name() {
            return slot.name();
        }

        @Override
        public Shape shape() {
            return bound().shape();
        }

        @Override
        public float[] read() {
            return bound().get().read();
        }

        private WeightSlot bound() {
            if (!slot.isBound()) {
                throw new IllegalArgumentException(
                        "weight '" + name() + "' has its shape and values only when the layer is called");
            }
            return slot;
        }
    }
}
