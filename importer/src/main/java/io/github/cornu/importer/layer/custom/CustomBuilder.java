package io.github.cornu.importer.layer.custom;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.importer.layer.CustomCalls;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.layer.rnn.CellLayer;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an implementation sees of a layer, a cell or a model while it is created. */
class CustomBuilder implements CustomLayerBuilder {
    /** The name of an attribute, or of a list and a place in it. */
    private static final Pattern ATTRIBUTE = Pattern.compile("[^/]+(/\\d+)?");

    private final KerasLayer owner;
    private final CustomConfig config;
    private final LayerFactory factory;
    private final List<WeightSlot> perhaps = new ArrayList<>();
    private boolean innerFirst;
    private boolean innerTrainedFirst;
    private boolean complex;
    private boolean texts;

    CustomBuilder(KerasLayer owner, CustomConfig config, LayerFactory factory) {
        this.owner = owner;
        this.config = config;
        this.factory = factory;
    }

    @Override
    public CustomConfig config() {
        return config;
    }

    @Override
    public int kerasVersion() {
        return owner.config().writer().major();
    }

    @Override
    public CustomWeight weight(String name) {
        return new Declared(owner.weight(name));
    }

    @Override
    public CustomWeight nonTrainableWeight(String name) {
        return new Declared(owner.nonTrainableWeight(name));
    }

    @Override
    public CustomInnerLayer inner(String attribute, String className, Map<String, ?> options) {
        checkAttribute(attribute);
        return declared(attribute, owner.config().inner(attribute, className, options));
    }

    @Override
    public CustomInnerLayer inner(String attribute, String key) {
        checkAttribute(attribute);
        return declared(attribute, owner.config().layer(key));
    }

    private CustomInnerLayer declared(String attribute, LayerConfig inner) {
        return new CustomCalls.Inner(attribute, owner.child(attribute, factory.create(inner)));
    }

    private void checkAttribute(String attribute) {
        if (owner instanceof CellLayer) {
            throw new IllegalArgumentException("a cell cannot have inner layers");
        }
        if (!ATTRIBUTE.matcher(attribute).matches() || owner.children().containsKey(attribute)) {
            throw new IllegalArgumentException("'" + attribute + "' is no attribute, or has an inner layer already");
        }
    }

    @Override
    public void share(CustomInnerLayer inner, String weight, boolean stays) {
        WeightSlot slot = declared(inner).slot(weight);
        owner.sharedWeight(slot);
        if (!stays) {
            slot.owner().ownWeights().remove(slot);
        }
    }

    @Override
    public void listInnerFirst(boolean trained) {
        innerFirst = true;
        innerTrainedFirst = trained;
    }

    boolean ownLast(boolean trainable) {
        return trainable ? innerTrainedFirst : innerFirst;
    }

    @Override
    public void shareTrained(CustomInnerLayer inner) {
        WeightOrder.trainableOf(declared(inner).layer()).forEach(slot -> {
            owner.sharedWeight(slot);
            perhaps.add(slot);
        });
    }

    private static CustomCalls.Inner declared(CustomInnerLayer inner) {
        if (inner instanceof CustomCalls.Inner declared) {
            return declared;
        }
        throw new IllegalArgumentException("an inner layer that was not declared");
    }

    /** The weights of inner layers that some files have among those of this layer, too. */
    List<WeightSlot> perhapsShared() {
        return perhaps;
    }

    @Override
    public CustomInnerLayer part(String className, Map<String, ?> options) {
        KerasLayer layer = factory.create(owner.config().inner(owner.config().name(), className, options));
        return new CustomCalls.Inner(className, owner.part(layer));
    }

    @Override
    public void takeComplex() {
        complex = true;
    }

    boolean takesComplex() {
        return complex;
    }

    @Override
    public void takeTexts() {
        texts = true;
    }

    boolean takesTexts() {
        return texts;
    }

    @Override
    public List<StoredWeight> stored() {
        return factory.stored(owner.config());
    }

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
