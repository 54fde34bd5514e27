package io.github.cornu.importer.source;

import java.util.List;

/** A file with a model: its architecture as JSON, and its weights. Closing it makes its weights unreadable. */
public interface ModelSource extends AutoCloseable {
    /** The name of the file, for messages. */
    String name();

    /** The architecture. */
    String modelConfig();

    /** The version that wrote the file, or null. */
    String kerasVersion();

    /** The backend of Keras that wrote the file, or null. */
    String backend();

    /** The layers that the file has weights for, in the order of the model. */
    List<String> layerNames();

    /** The weights of a layer of the model itself, in Keras's order. */
    List<NamedWeight> weights(String layer);

    @Override
    void close();
}
