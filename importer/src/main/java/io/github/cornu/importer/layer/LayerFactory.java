package io.github.cornu.importer.layer;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.StoredWeight;
import java.util.List;

/** Creates layers from their configs, and collects all that is not supported before it gives up. */
public interface LayerFactory {
    /** What the user has registered. */
    CustomObjects custom();

    /**
     * The layer of a config; a placeholder, with a {@link #problem} noted, if it is not supported.
     *
     * @throws ModelException if the config is wrong
     */
    KerasLayer create(LayerConfig config);

    /** As {@link #create(LayerConfig)}, a cell of a recurrent layer. */
    KerasLayer createCell(LayerConfig config);

    /** The weights that the file has for a custom layer, as far as that is known before they are bound. */
    List<StoredWeight> stored(LayerConfig config);

    /** Notes something that is not supported. */
    void problem(LayerConfig config, UnsupportedModelException e);
}
