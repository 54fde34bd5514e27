package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** A function of QKeras before it is rounded. Its hard sigmoid is another than Keras's. The order is part of files. */
enum Inner {
    LINEAR {
        @Override
        float apply(float x) {
            return x;
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return x;
        }
    },
    RELU {
        @Override
        float apply(float x) {
            return Math.max(0f, x);
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return Parts.unary(call, Unary.RELU, x);
        }
    },
    TANH {
        @Override
        float apply(float x) {
            return (float) StrictMath.tanh(x);
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return Parts.unary(call, Unary.TANH, x);
        }
    },
    SIGMOID {
        @Override
        float apply(float x) {
            return (float) (1 / (1 + StrictMath.exp(-x)));
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return Parts.unary(call, Unary.SIGMOID, x);
        }
    },
    HARD_SIGMOID {
        @Override
        float apply(float x) {
            return line(x, HARD);
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return line(call, x, HARD);
        }
    },
    SMOOTH_SIGMOID {
        @Override
        float apply(float x) {
            return line(x, SMOOTH);
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return line(call, x, SMOOTH);
        }
    },
    HARD_TANH {
        @Override
        float apply(float x) {
            return 2 * line(x, HARD) - 1;
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return spread(call, line(call, x, HARD));
        }
    },
    SMOOTH_TANH {
        @Override
        float apply(float x) {
            return 2 * line(x, SMOOTH) - 1;
        }

        @Override
        Value apply(CustomCall call, Value x) {
            return spread(call, line(call, x, SMOOTH));
        }
    };

    private static final float HARD = 0.5f;
    private static final float SMOOTH = 0.1875f;

    abstract float apply(float x);

    abstract Value apply(CustomCall call, Value x);

    private static float line(float x, float slope) {
        return Math.max(0f, Math.min(1f, slope * x + 0.5f));
    }

    private static Value line(CustomCall call, Value x, float slope) {
        Value line = Parts.with(call, Binary.ADD, Parts.with(call, Binary.MULTIPLY, x, slope), 0.5);
        return call.add(new Elementwise(Activation.of(Unary.CLIP, 0f, 1f, 0f)), line);
    }

    private static Value spread(CustomCall call, Value sigmoid) {
        return Parts.with(call, Binary.SUBTRACT, Parts.with(call, Binary.MULTIPLY, sigmoid, 2), 1);
    }
}
