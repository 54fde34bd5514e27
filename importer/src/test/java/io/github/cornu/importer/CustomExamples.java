package io.github.cornu.importer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** The classes and functions of {@code tools/fixtures/custom.py} in Java. */
final class CustomExamples {
    /** What a program that loads {@code .cornu} files has of it. */
    static final JavaFunctions FUNCTIONS = JavaFunctions.none()
            .register("snake", JavaFunction.ofElements(CustomExamples::snake))
            .register("double_and_reverse", JavaFunction.of(shapes -> shapes.get(0), CustomExamples::doubleAndReverse))
            .registerTexts("reviews", JavaTexts.of(CustomExamples::reviews))
            .registerTexts("spaced", JavaTexts.of(CustomExamples::spaced))
            .registerTexts("commas", JavaTexts.splitting(CustomExamples::commas))
            .registerTexts("letters", JavaTexts.splitting(CustomExamples::letters))
            .registerScan("smoothing", CustomExamples::smoothing)
            .registerCell("minimal", CustomExamples::minimalCell)
            .registerCell("peephole", CustomExamples::peepholeCell);

    static final CustomObjects ALL = CustomObjects.none()
            .register("cornu>QDense", CustomExamples::qDense)
            .register("Attention", CustomExamples::attention)
            .register("cornu>Center", CustomExamples::center)
            .register("cornu>Gated", CustomExamples::gated)
            .register("cornu>Initialized", CustomExamples::initialized)
            .register("cornu>Smoothing", CustomExamples::smoothing)
            .register("cornu>Pair", CustomModelExamples::pair)
            .register("cornu>Words", CustomModelExamples::words)
            .register("cornu>Typed", CustomModelExamples::typed)
            .registerModel("Ranker", CustomModelExamples::ranker)
            .registerModel("Towers", CustomModelExamples::towers)
            .registerSubclass("cornu>Trainer", "Functional")
            .registerSubclass("Trainer", "Functional")
            .registerTexts("reviews", FUNCTIONS.texts("reviews"))
            .registerTexts("spaced", FUNCTIONS.texts("spaced"))
            .registerTexts("commas", FUNCTIONS.texts("commas"))
            .registerTexts("letters", FUNCTIONS.texts("letters"))
            .registerCell("cornu>MinimalCell", CustomExamples::minimalCell)
            .registerCell("PeepholeCell", CustomExamples::peepholeCell)
            .registerLambda("double_and_reverse", CustomExamples::doubleAndReverse)
            .registerActivation("snake", CustomExamples::snake)
            .registerActivation("cornu>leaky", Activation.of(Unary.LEAKY_RELU, 0.15f, 0f, 0f))
            .registerActivation("leaky", Activation.of(Unary.LEAKY_RELU, 0.15f, 0f, 0f));

    private CustomExamples() {}

    private static String reviews(String text) {
        return text.toLowerCase(Locale.ROOT).replace("<br />", " ").replaceAll("\\p{Punct}", "");
    }

    private static String spaced(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^ a-z.?!,]", "");
        return "[START] " + letters.replaceAll("[.?!,]", " $0 ").strip() + " [END]";
    }

    private static List<String> letters(String text) {
        return List.of(text.replaceAll("[A-Z,]", " ").split(" ", -1));
    }

    private static List<String> commas(String text) {
        return List.of(text.split(",", -1));
    }

    /** Weights that are quantised once, when the model is loaded. */
    private static CustomFunction qDense(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int units = config.integer("units");
        boolean powersOfTwo = config.string("quantizer").equals("po2");
        int bits = config.integer("bits");
        CustomWeight kernel = layer.weight("kernel");
        CustomWeight bias = config.bool("use_bias", true) ? layer.weight("bias") : null;
        Activation activation = Activation.of(
                switch (config.string("activation")) {
                    case "linear" -> Unary.LINEAR;
                    case "relu" -> Unary.RELU;
                    case "tanh" -> Unary.TANH;
                    default -> throw new IllegalArgumentException("unknown activation");
                });
        return call -> {
            int inputs = call.input().shape().length(-1);
            Weight w = quantized(kernel.expect(inputs, units), powersOfTwo, bits);
            Weight b = bias == null ? null : bias.expect(units);
            return call.add(new Dense(w, b, activation), call.input());
        };
    }

    private static Weight quantized(Weight weight, boolean powersOfTwo, int bits) {
        float[] values = weight.read().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = powersOfTwo ? powerOfTwo(values[i]) : rounded(values[i], 1 << (bits - 1));
        }
        return Weight.of(values, weight.shape().lengths());
    }

    private static float rounded(float x, float scale) {
        return (float) Math.max(-scale, Math.min(scale - 1, Math.rint(x * scale))) / scale;
    }

    private static float powerOfTwo(float x) {
        double exponent = Math.rint(StrictMath.log(Math.abs(x)) / StrictMath.log(2));
        return Math.copySign((float) StrictMath.pow(2, exponent), x);
    }

    /** Composed of operations; with a mask, and with the weights of the steps as second output. */
    private static CustomFunction attention(CustomLayerBuilder layer) {
        CustomWeight w = layer.weight("W");
        CustomWeight b = layer.weight("b");
        CustomWeight u = layer.weight("u");
        boolean returnsWeights = layer.config().bool("return_attention", false);
        return call -> {
            Value x = call.input();
            Value hidden = call.add(new Dense(w, b, Activation.of(Unary.TANH)), x);
            Dense score = new Dense(u.reshape(u.shape().size(), 1), null, Activation.of(Unary.EXP));
            Value weights = call.add(score, hidden);
            if (call.mask() != null) {
                weights = call.add(new Combine(Binary.MULTIPLY), weights, call.add(Reshape.expandDims(2), call.mask()));
            }
            Value sum = call.add(
                    new CombineScalar(Binary.ADD, 1e-7f), call.add(new Reduce(Reduce.Kind.SUM, 1, true), weights));
            Value shares = call.add(new Combine(Binary.DIVIDE), weights, sum);
            if (returnsWeights) {
                call.alsoReturn(call.add(Reshape.squeeze(2), shares));
            }
            return call.add(new Reduce(Reduce.Kind.SUM, 1, false), call.add(new Combine(Binary.MULTIPLY), x, shares));
        };
    }

    private static CustomFunction center(CustomLayerBuilder layer) {
        CustomWeight mean = layer.nonTrainableWeight("mean");
        CustomWeight gain = layer.weight("gain");
        return call -> {
            int features = call.input().shape().length(-1);
            Value shift = call.add(new Constant(mean.expect(features)));
            Value centered = call.add(new Combine(Binary.SUBTRACT), call.input(), shift);
            return call.add(new Combine(Binary.MULTIPLY), centered, call.add(new Constant(gain.expect(features))));
        };
    }

    /** Made of Keras's layers. */
    private static CustomFunction gated(CustomLayerBuilder layer) {
        int units = layer.config().integer("units");
        CustomWeight scale = layer.weight("scale");
        CustomInnerLayer gate = layer.inner("gate", "Dense", Map.of("units", units, "activation", "sigmoid"));
        CustomInnerLayer project = layer.inner("project", "Dense", Map.of("units", units, "use_bias", false));
        return call -> {
            Value y = call.add(
                    new Combine(Binary.MULTIPLY), call.apply(project, call.input()), call.apply(gate, call.input()));
            return call.add(new Combine(Binary.MULTIPLY), y, call.add(new Constant(scale.expect(units))));
        };
    }

    /** The truth value among its variables says whether it was trained. */
    private static CustomFunction initialized(CustomLayerBuilder layer) {
        CustomWeight gain = layer.weight("gain");
        CustomWeight done = layer.nonTrainableWeight("done");
        return call -> {
            if (done.read()[0] != 1f) {
                throw new IllegalArgumentException("it was never trained");
            }
            Value factors =
                    call.add(new Constant(gain.expect(call.input().shape().length(-1))));
            return call.add(new Combine(Binary.MULTIPLY), call.input(), factors);
        };
    }

    /** With a state of its own. */
    private static CustomFunction smoothing(CustomLayerBuilder layer) {
        CustomWeight rate = layer.weight("rate");
        return call -> {
            int features = call.input().shape().length(-1);
            return call.add(FUNCTIONS.scan("smoothing", rate.expect(features)), call.input());
        };
    }

    private static JavaScan smoothing(List<Weight> weights) {
        float[] rates = weights.get(0).read();
        JavaScan scan = JavaScan.of(step -> step.get(0), (inputs, states, output) -> {
            float[] x = inputs[0];
            float[] level = states[0];
            for (int i = 0; i < x.length; i++) {
                level[i] += rates[i] * (x[i] - level[i]);
                output[i] = x[i] - level[i];
            }
        });
        return scan.withState("level", rates.length);
    }

    private static IntFunction<JavaCell> minimalCell(CustomLayerBuilder cell) {
        int units = cell.config().integer("units");
        CustomWeight w = cell.weight("kernel");
        CustomWeight u = cell.weight("recurrent_kernel");
        return features -> FUNCTIONS.cell("minimal", w.expect(features, units), u.expect(units, units));
    }

    private static JavaCell minimalCell(List<Weight> weights) {
        int features = weights.get(0).shape().length(0);
        int units = weights.get(0).shape().length(1);
        float[] kernel = weights.get(0).read();
        float[] recurrent = weights.get(1).read();
        return JavaCell.of(features, units, 1, (x, states, next) -> {
            for (int j = 0; j < units; j++) {
                float y = (float) StrictMath.tanh(product(x, kernel, 0, units, j));
                next[0][j] = y + product(states[0], recurrent, 0, units, j);
            }
        });
    }

    private static IntFunction<JavaCell> peepholeCell(CustomLayerBuilder cell) {
        int units = cell.config().integer("units");
        CustomWeight w = cell.weight("kernel");
        CustomWeight p = cell.weight("peephole");
        CustomWeight b = cell.weight("bias");
        return features -> FUNCTIONS.cell(
                "peephole", w.expect(features + units, 3 * units), p.expect(2, units), b.expect(3 * units));
    }

    private static JavaCell peepholeCell(List<Weight> weights) {
        int units = weights.get(1).shape().length(1);
        int features = weights.get(0).shape().length(0) - units;
        float[] kernel = weights.get(0).read();
        float[] peephole = weights.get(1).read();
        float[] bias = weights.get(2).read();
        return JavaCell.of(features, units, 2, (x, states, next) -> {
            for (int j = 0; j < units; j++) {
                float before = states[1][j];
                float z = gate(x, states[0], kernel, bias, j) + peephole[j] * before;
                float candidate = gate(x, states[0], kernel, bias, units + j);
                float forget = sigmoid(z);
                float c = forget * before + (1 - forget) * (float) StrictMath.tanh(candidate);
                float output = gate(x, states[0], kernel, bias, 2 * units + j) + peephole[units + j] * c;
                next[1][j] = c;
                next[0][j] = sigmoid(output) * (float) StrictMath.tanh(c);
            }
        });
    }

    /** A column of the bias, and of the kernel times x and then h. */
    private static float gate(float[] x, float[] h, float[] kernel, float[] bias, int column) {
        return bias[column]
                + product(x, kernel, 0, bias.length, column)
                + product(h, kernel, x.length, bias.length, column);
    }

    /** x times a column of a matrix, from that row on. */
    private static float product(float[] x, float[] matrix, int row, int columns, int column) {
        float sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * matrix[(row + i) * columns + column];
        }
        return sum;
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }

    private static Value doubleAndReverse(CustomCall call) {
        return call.add(FUNCTIONS.function("double_and_reverse").ofSteps(), call.input());
    }

    private static void doubleAndReverse(List<Tensor> inputs, Tensor output) {
        float[] x = inputs.get(0).data();
        int columns = output.shape().length(-1);
        for (int i = 0; i < x.length; i++) {
            int column = i % columns;
            output.data()[i] = 2 * x[i] + x[i - column + columns - 1 - column];
        }
    }

    private static Value snake(CustomCall call) {
        return call.add(FUNCTIONS.function("snake"), call.input());
    }

    /** The sine of {@link StrictMath} makes arrays in newer versions of Java. */
    private static float snake(float x) {
        float sine = (float) Math.sin(x);
        return x + sine * sine;
    }
}
