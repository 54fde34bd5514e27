package io.github.cornu.layers.attention;

import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** What {@link SelfAttention} computes in Java, by the name that {@code .cornu} files have for it. */
public final class SelfAttentionFunctions {
    /** Keys that are more than any sequence has, exact as a float, with 1 less too. */
    static final int UNLIMITED = 1 << 22;

    private static final String REACH = "cornu.layers.attention_reach";
    private static final float OUT_OF_REACH = -10000f;

    private static final JavaFunctions ALL = registered(JavaFunctions.none());

    private SelfAttentionFunctions() {}

    /** These and others. */
    public static JavaFunctions registered(JavaFunctions others) {
        return others.register(REACH, SelfAttentionFunctions::reach);
    }

    /** -10000 where a key is not among {@code width} ones from {@code before} ones before the query on, else 0. */
    static JavaFunction reach(int before, int width) {
        return ALL.function(REACH, Weight.of(new float[] {before, width}, 2));
    }

    private static JavaFunction reach(List<Weight> weights) {
        long before = (long) weights.get(0).read()[0];
        long width = (long) weights.get(0).read()[1];
        return JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {
            int time = output.shape().length(-1);
            int queries = output.shape().length(-2);
            float[] y = output.data();
            for (int i = 0; i < y.length; i++) {
                long distance = i % time - (i / time % queries - before);
                y[i] = distance >= 0 && distance < width ? 0 : OUT_OF_REACH;
            }
        });
    }
}
