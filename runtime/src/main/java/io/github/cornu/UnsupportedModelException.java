package io.github.cornu;

/** The model is valid, but needs something that Cornu does not have. The message lists all of it. */
public class UnsupportedModelException extends ModelException {
    private static final long serialVersionUID = 1;

    /** Something that is not supported, in a layer that the caller adds. */
    public UnsupportedModelException(String problem) {
        this(null, null, null, problem, null);
    }

    /** See {@link ModelException#ModelException(String, String, String, String, Throwable)}. */
    public UnsupportedModelException(String source, String layer, String layerClass, String problem, Throwable cause) {
        super(source, layer, layerClass, problem, cause);
    }

    @Override
    protected ModelException copy(String newSource, String newLayer, String newLayerClass) {
        UnsupportedModelException copy =
                new UnsupportedModelException(newSource, newLayer, newLayerClass, problem(), getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
