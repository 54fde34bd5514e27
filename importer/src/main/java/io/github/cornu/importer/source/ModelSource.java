package io.github.cornu.importer.source;

/** A file with a model, or with a part of one. Closing it makes its weights unreadable. */
public interface ModelSource extends AutoCloseable {
    /** The name of the file, for messages. */
    String name();

    /**
     * The architecture.
     *
     * @throws io.github.cornu.ModelException if the file has none, or is damaged
     */
    Architecture architecture();

    /**
     * The weights, which are read when they are needed.
     *
     * @throws io.github.cornu.ModelException if the file has none, or is damaged
     */
    WeightStore weights();

    /**
     * The text of a vocabulary that is kept outside of the architecture, or null.
     *
     * @param path of its layer, as in a {@link VariableTree}
     * @throws io.github.cornu.ModelException if it is damaged
     */
    String vocabulary(String path);

    @Override
    void close();
}
