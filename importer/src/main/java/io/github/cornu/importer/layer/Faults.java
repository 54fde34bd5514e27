package io.github.cornu.importer.layer;

import io.github.cornu.ModelException;

/** Faults that nobody has thought of: still one line for the user. Fuzzing counts each of them as a finding. */
public final class Faults {
    private Faults() {}

    /** What to throw in place of something that is neither a {@link ModelException} nor a plain text. */
    public static ModelException unknown(Throwable e) {
        return new ModelException("it is wrong in a way that is not known: " + e, e);
    }
}
