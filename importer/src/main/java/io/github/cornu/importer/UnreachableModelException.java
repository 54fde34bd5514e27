package io.github.cornu.importer;

import io.github.cornu.ModelException;

/**
 * The file of a model could not be read as a whole: it is not there, its file system or server did not give it, or a
 * download ended early. Another machine, or the same one later, may be able to load it, which no other problem of a
 * model allows for.
 */
public class UnreachableModelException extends ModelException {
    private static final long serialVersionUID = 1;

    /** See {@link ModelException#ModelException(String, String, String, String, Throwable)}. */
    public UnreachableModelException(String source, String layer, String layerClass, String problem, Throwable cause) {
        super(source, layer, layerClass, problem, cause);
    }

    @Override
    protected ModelException copy(String newSource, String newLayer, String newLayerClass) {
        UnreachableModelException copy =
                new UnreachableModelException(newSource, newLayer, newLayerClass, problem(), getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
