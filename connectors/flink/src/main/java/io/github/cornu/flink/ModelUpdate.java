package io.github.cornu.flink;

import io.github.cornu.importer.ModelRef;
import java.io.Serializable;
import java.net.URI;

/**
 * Tells a running job of another model: where it is, never its weights. What becomes of the states of the keys says the
 * job's {@link io.github.cornu.OnNewModel}.
 */
public final class ModelUpdate implements Serializable {
    private static final long serialVersionUID = 1;

    /** The name of the model in metrics and logs. */
    public String version;
    /** Address of the file. */
    public String uri;
    /** Of the bytes of the file, in hexadecimal digits. */
    public String sha256;
    /**
     * The share of the keys that the model serves: 1 for all of them, now and from now on; less to try it beside the
     * model that all others stay with; 0 to end a trial.
     */
    public double share = 1;

    /** For Flink's serializers. */
    public ModelUpdate() {}

    /** A model for all keys. */
    public ModelUpdate(String version, ModelRef model) {
        this(version, model, 1);
    }

    /** A model for a share of the keys. */
    public ModelUpdate(String version, ModelRef model, double share) {
        this.version = version;
        this.uri = model.uri().toString();
        this.sha256 = model.sha256();
        this.share = share;
    }

    ModelRef model() {
        return ModelRef.of(URI.create(uri), sha256);
    }

    @Override
    public String toString() {
        return "model '" + version + "' at " + uri + " for " + share + " of the keys";
    }
}
