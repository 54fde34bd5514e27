package io.github.cornu.layers.sequence;

import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.tensor.Weight;
import java.util.Locale;

/** The functions of conditional random fields by the names that {@code .cornu} files have for them. */
public final class CrfFunctions {
    private static final String BOUNDARY = "cornu.layers.crf_boundary_";
    private static final String VITERBI = "cornu.layers.viterbi_";
    private static final String MARGINALS = "cornu.layers.crf_marginals";

    private static final JavaFunctions ALL = registered(JavaFunctions.none());

    private CrfFunctions() {}

    /** These and others. */
    public static JavaFunctions registered(JavaFunctions others) {
        JavaFunctions all = others.register(MARGINALS, CrfMarginals::function);
        for (CrfBoundary kind : CrfBoundary.values()) {
            all = all.register(name(BOUNDARY, kind), kind::function);
        }
        for (Viterbi kind : Viterbi.values()) {
            all = all.register(name(VITERBI, kind), kind::function);
        }
        return all;
    }

    private static String name(String prefix, Enum<?> kind) {
        return prefix + kind.name().toLowerCase(Locale.ROOT);
    }

    static JavaFunction boundary(CrfBoundary kind, Weight... weights) {
        return ALL.function(name(BOUNDARY, kind), weights);
    }

    static JavaFunction viterbi(Viterbi kind, Weight transitions) {
        return ALL.function(name(VITERBI, kind), transitions);
    }

    static JavaFunction marginals(Weight transitions) {
        return ALL.function(MARGINALS, transitions);
    }
}
