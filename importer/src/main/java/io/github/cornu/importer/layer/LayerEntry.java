package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.Set;

/**
 * What the importer knows of a layer class of Keras. Each package of layers has one class with a literal {@code case}
 * for each of its own, and not a map, so that a process loads those layers only that it needs: to load all of them
 * takes longer than all else that a small model does.
 *
 * @param remark which of its options are supported, by Keras's names
 * @param traits what else is known
 */
public record LayerEntry(String remark, Set<LayerTrait> traits, Creator creator) {
    /** For remarks. */
    public static final String FIRST = "channels_first";
    /** For remarks. */
    public static final String PADDINGS = "; valid and same padding; " + FIRST;

    /** Creates a layer from its config. */
    @FunctionalInterface
    public interface Creator {
        KerasLayer create(LayerConfig config, LayerFactory factory);
    }

    /** For a {@code case}. */
    public static LayerEntry entry(Creator creator, String remark, LayerTrait... traits) {
        return new LayerEntry(remark, Set.of(traits), creator);
    }
}
