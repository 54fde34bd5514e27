package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.OnNewModel;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.util.OutputTag;

/** What a job says of its scores; sent to the task managers. */
final class ScoreSettings<IN, OUT> implements Serializable {
    private static final long serialVersionUID = 1;

    final ModelRef model;
    final LoaderFunction loader;
    final InputFunction<IN> input;
    final OutputFunction<IN, OUT> output;
    final OutputTag<BadRow<IN>> badRows;
    final OnNewModel onNewModel;
    final int maxBatch;
    final long maxDelayMillis;
    /** 0 for never. */
    final long idleMillis;

    final int hotKeys;
    final boolean nanAllowed;

    ScoreSettings(CornuFlink<IN, ?, OUT> program) {
        this.model = program.model;
        this.loader = program.loader;
        this.input = program.input;
        this.output = program.output;
        this.badRows = program.badRows;
        this.onNewModel = program.onNewModel;
        this.maxBatch = program.maxBatch;
        this.maxDelayMillis = program.maxDelay.toMillis();
        this.idleMillis = program.idle == null ? 0 : program.idle.toMillis();
        this.hotKeys = program.hotKeys;
        this.nanAllowed = program.nanAllowed;
    }

    /** The model that the program names. */
    ModelUpdate initial() {
        return new ModelUpdate(model.sha256().substring(0, 12), model);
    }

    Duration idle() {
        return Duration.ofMillis(idleMillis);
    }

    /** The model, one a JVM. */
    Model load(ModelRef ref) {
        return ref.load(loader == null ? KerasModels.loader() : loader.get(), ScoreSettings::open);
    }

    /** By Flink's file systems, else by the JDK. */
    private static InputStream open(URI uri) throws IOException {
        try {
            return FileSystem.get(uri).open(new Path(uri));
        } catch (UnsupportedFileSystemSchemeException e) {
            return ModelRef.Opener.ofJdk().open(uri);
        }
    }
}
