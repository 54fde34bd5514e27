package io.github.cornu.layers.quantized;

import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * One step of the recurrent layers of QKeras, whose inputs are projected already. States are quantised before each
 * step; the output is the first one, not quantised.
 */
enum RecurrentKind {
    SIMPLE(1) {
        @Override
        JavaScan.Body body(Weights w) {
            return (inputs, states, y) -> {
                w.quantize(states[0]);
                for (int j = 0; j < y.length; j++) {
                    y[j] = w.activation().apply(inputs[0][j] + w.product(states[0], j));
                }
                System.arraycopy(y, 0, states[0], 0, y.length);
            };
        }
    },
    LSTM(4) {
        @Override
        JavaScan.Body body(Weights w) {
            return (inputs, states, y) -> {
                float[] x = inputs[0];
                float[] h = states[0];
                float[] c = states[1];
                int n = y.length;
                w.quantize(h);
                w.quantize(c);
                for (int j = 0; j < n; j++) {
                    float in = w.gate().apply(x[j] + w.product(h, j));
                    float keep = w.gate().apply(x[n + j] + w.product(h, n + j));
                    float candidate = w.activation().apply(x[2 * n + j] + w.product(h, 2 * n + j));
                    float out = w.gate().apply(x[3 * n + j] + w.product(h, 3 * n + j));
                    c[j] = keep * c[j] + in * candidate;
                    y[j] = out * w.activation().apply(c[j]);
                }
                System.arraycopy(y, 0, h, 0, n);
            };
        }
    },
    /** The reset gate is applied after the product with the recurrent kernel. */
    GRU_RESET_AFTER(3) {
        @Override
        JavaScan.Body body(Weights w) {
            return (inputs, states, y) -> {
                float[] x = inputs[0];
                float[] h = states[0];
                int n = y.length;
                w.quantize(h);
                for (int j = 0; j < n; j++) {
                    float update = w.gate().apply(x[j] + w.product(h, j));
                    float reset = w.gate().apply(x[n + j] + w.product(h, n + j));
                    float candidate = w.activation().apply(x[2 * n + j] + reset * w.product(h, 2 * n + j));
                    y[j] = update * h[j] + (1 - update) * candidate;
                }
                System.arraycopy(y, 0, h, 0, n);
            };
        }
    },
    GRU(3) {
        @Override
        JavaScan.Body body(Weights w) {
            return (inputs, states, y) -> {
                float[] x = inputs[0];
                float[] h = states[0];
                int n = y.length;
                w.quantize(h);
                for (int j = 0; j < n; j++) {
                    x[j] = w.gate().apply(x[j] + w.product(h, j));
                    y[j] = h[j] * w.gate().apply(x[n + j] + w.product(h, n + j));
                }
                for (int j = 0; j < n; j++) {
                    x[2 * n + j] = w.activation().apply(x[2 * n + j] + w.product(y, 2 * n + j));
                }
                for (int j = 0; j < n; j++) {
                    y[j] = x[j] * h[j] + (1 - x[j]) * x[2 * n + j];
                }
                System.arraycopy(y, 0, h, 0, n);
            };
        }
    };

    private final int gates;

    RecurrentKind(int gates) {
        this.gates = gates;
    }

    int gates() {
        return gates;
    }

    abstract JavaScan.Body body(Weights weights);

    /** Of the recurrent kernel, its bias, the activation, that of gates, and the quantizer of states. */
    JavaScan scan(List<Weight> weights) {
        Weight kernel = weights.get(0);
        Weights own = new Weights(
                kernel.read(),
                weights.get(1).read(),
                Steps.of(weights.get(2)),
                Steps.of(weights.get(3)),
                Steps.of(weights.get(4)));
        int units = kernel.shape().length(0);
        JavaScan scan =
                JavaScan.of(step -> step.get(0).with(0, units), body(own)).withState("h", units);
        return this == LSTM ? scan.withState("c", units) : scan;
    }

    /**
     * What a step computes with.
     *
     * @param kernel (units, gates · units), quantised
     * @param bias added to products, one for each column
     */
    record Weights(float[] kernel, float[] bias, Steps activation, Steps gate, Steps state) {
        void quantize(float[] states) {
            for (int i = 0; i < states.length; i++) {
                states[i] = state.apply(states[i]);
            }
        }

        float product(float[] h, int column) {
            float sum = 0;
            for (int i = 0; i < h.length; i++) {
                sum += h[i] * kernel[i * bias.length + column];
            }
            return sum + bias[column];
        }
    }
}
