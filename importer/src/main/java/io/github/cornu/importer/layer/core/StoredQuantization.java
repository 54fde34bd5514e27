package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a layer is quantised of which the config does not tell, or with the policies of many layers: by the weights that
 * the file has for it. Keras reads such a layer without a config of its quantisation, so that it has the default one.
 */
final class StoredQuantization {
    /** Of layers whose config does not tell anything. */
    static final StoredQuantization ANY = new StoredQuantization(EnumSet.noneOf(Quantization.Mode.class));

    /** Those that layers may have; empty: all that weights tell from each other. */
    private final Set<Quantization.Mode> modes;

    private StoredQuantization(Set<Quantization.Mode> modes) {
        this.modes = modes;
    }

    /**
     * That of a layer, whose config has the policies of all layers; null if it has another one.
     *
     * @throws UnsupportedModelException if one of the policies is not known here
     */
    static StoredQuantization of(LayerConfig config) {
        Set<String> inside = config.dtypePolicy().inside();
        if (inside.isEmpty()) {
            return null;
        }
        Set<Quantization.Mode> modes = EnumSet.noneOf(Quantization.Mode.class);
        inside.forEach(mode -> modes.add(Quantization.mode(mode, config.writer())));
        if (modes.contains(Quantization.Mode.FLOAT8) && modes.size() > 1) {
            throw new UnsupportedModelException(
                    "layers quantised to float8 beside others that are quantised otherwise");
        }
        return new StoredQuantization(modes);
    }

    boolean isFloat8() {
        return modes.contains(Quantization.Mode.FLOAT8);
    }

    /**
     * What the weights of a layer tell.
     *
     * @param kernel that is quantised
     * @param whole its shape if a number is a byte
     * @param packed its shape if two numbers along the last axis are a byte
     * @param zero null, or not bound, if there are no blocks
     * @param axis of the zero points that has one for each block
     * @param elements that are in blocks
     * @param inputs how int4 has its inputs quantised
     */
    Quantization read(
            Shape kernel,
            Shape whole,
            Shape packed,
            WeightSlot zero,
            int axis,
            int elements,
            Quantization.AbsMax inputs) {
        if (zero.isBound()) {
            int count = zero.shape().length(axis);
            return new Quantization(Quantization.Mode.INT4, (elements + count - 1) / count, inputs);
        }
        if (!kernel.equals(packed)) {
            return Quantization.INT8;
        }
        if (whole.equals(packed) && modes.size() != 1) {
            throw new UnsupportedModelException("its weights do not tell whether they are quantised to int8 or int4");
        }
        boolean isInt4 = !whole.equals(packed) || modes.contains(Quantization.Mode.INT4);
        return isInt4 ? new Quantization(Quantization.Mode.INT4, 0, inputs) : Quantization.INT8;
    }
}
