package io.github.cornu;

/**
 * Something is wrong with a model, or with what is given to it: a file, a layer, an input, a state. The message is one
 * line that names the file and the layer where they are known:
 * {@code model.h5: layer 'encoder/lstm_1' (LSTM): expected …, got …}. It is {@linkplain Printable printable}, whatever
 * names the file has.
 *
 * <pre>{@code
 * try {
 *     return model.run(x);
 * } catch (ModelException e) {
 *     log.warn(e.getMessage()); // e.layer() and e.problem() are its parts
 * }
 * }</pre>
 */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String source;
    private final String layer;
    private final String layerClass;
    private final String problem;

    /** A problem of which neither file nor layer is known. */
    public ModelException(String problem) {
        this(null, null, null, problem, null);
    }

    /** A problem with a cause, of which neither file nor layer is known. */
    public ModelException(String problem, Throwable cause) {
        this(null, null, null, problem, cause);
    }

    /**
     * @param source the name of the file, or null
     * @param layer the path of the layer, for instance {@code encoder/lstm_1}, or null
     * @param layerClass its Keras class, or null
     * @param problem what is wrong
     * @param cause or null
     */
    public ModelException(String source, String layer, String layerClass, String problem, Throwable cause) {
        super(text(source, layer, layerClass, problem), cause);
        this.source = source;
        this.layer = layer;
        this.layerClass = layerClass;
        this.problem = problem;
    }

    private static String text(String source, String layer, String layerClass, String problem) {
        StringBuilder text = new StringBuilder();
        if (source != null) {
            text.append(Printable.name(source)).append(": ");
        }
        if (layer != null) {
            text.append("layer '").append(Printable.name(layer)).append("'");
            text.append(layerClass == null ? "" : " (" + Printable.name(layerClass) + ")")
                    .append(": ");
        }
        return Printable.message(text.append(problem).toString());
    }

    /** The name of the file, or null. */
    public String source() {
        return source;
    }

    /** The path of the layer, or null. */
    public String layer() {
        return layer;
    }

    /** The Keras class of the layer, or null. */
    public String layerClass() {
        return layerClass;
    }

    /** What is wrong, without file and layer. */
    public String problem() {
        return problem;
    }

    /** The same problem in that file; this one if it names a file already. */
    public ModelException in(String file) {
        return source != null ? this : copy(file, layer, layerClass);
    }

    /** The same problem in that layer; this one if it names a layer already. */
    public ModelException at(String path, String className) {
        return layer != null ? this : copy(source, path, className);
    }

    /** This problem elsewhere. Subclasses make one of their own kind. */
    protected ModelException copy(String newSource, String newLayer, String newLayerClass) {
        ModelException copy = new ModelException(newSource, newLayer, newLayerClass, problem, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
