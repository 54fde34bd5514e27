package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.KerasFile;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A custom layer of operations, a Lambda and an activation function in Java. */
class CustomLayersTest {
    private static final Path FOLDER = Path.of("../testdata/layers/custom");

    @TempDir
    Path temporary;

    private static Model program(Path path) {
        // README
        CustomObjects custom = CustomObjects.none()
                .registerActivation("my_package>cube", call -> {
                    // lambda x: x ** 3
                    return call.add(JavaFunction.ofElements(x -> x * x * x), call.input());
                })
                .registerLambda("double_and_reverse", call -> {
                    // lambda x: 2 * x + x[..., ::-1]
                    JavaFunction function = JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {
                        float[] x = inputs.get(0).data(), y = output.data();
                        int n = output.shape().length(-1);
                        for (int i = 0; i < x.length; i++) {
                            y[i] = 2 * x[i] + x[i - i % n + n - 1 - i % n];
                        }
                    });
                    return call.add(function.ofSteps(), call.input());
                })
                .register("Attention", layer -> {
                    // of a Python class with the weights W, b and u
                    CustomWeight w = layer.weight("W"), b = layer.weight("b"), u = layer.weight("u");
                    if (layer.config().bool("return_attention", false)) {
                        throw new IllegalArgumentException("return_attention is not there in Java");
                    }
                    return call -> {
                        // the mean of x over time, weighted by exp(tanh(x W + b) u)
                        Value x = call.input(); // (batch, time, features)
                        Value hidden = call.add(new Dense(w, b, Activation.of(Unary.TANH)), x);
                        Dense score = new Dense(u.reshape(u.shape().size(), 1), null, Activation.of(Unary.EXP));
                        Value weights = call.add(score, hidden); // (batch, time, 1)
                        Value sum = call.add(new Reduce(Reduce.Kind.SUM, 1, true), weights);
                        Value shares = call.add(new Combine(Binary.DIVIDE), weights, sum);
                        Value parts = call.add(new Combine(Binary.MULTIPLY), x, shares);
                        return call.add(new Reduce(Reduce.Kind.SUM, 1, false), parts);
                    };
                });
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    private static Model cell(Path path) {
        // README
        CustomObjects custom = CustomObjects.none().registerCell("MinimalCell", cell -> {
            // y = tanh(x W) + y U
            CustomWeight w = cell.weight("kernel"), u = cell.weight("recurrent_kernel");
            int units = cell.config().integer("units");
            return features -> {
                float[] kernel = w.expect(features, units).read(),
                        recurrent = u.expect(units, units).read();
                return JavaCell.of(features, units, 1, (x, states, next) -> {
                    for (int j = 0; j < units; j++) {
                        float input = 0, memory = 0;
                        for (int i = 0; i < features; i++) {
                            input += x[i] * kernel[i * units + j];
                        }
                        for (int i = 0; i < units; i++) {
                            memory += states[0][i] * recurrent[i * units + j];
                        }
                        next[0][j] = (float) Math.tanh(input) + memory;
                    }
                });
            };
        });
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    private static Model states(Path path) {
        // README
        CustomObjects custom = CustomObjects.none().register("Smoothing", layer -> {
            // of a Python class that does for each step: level += rate * (x - level); y = x - level
            CustomWeight rate = layer.weight("rate");
            return call -> {
                int features = call.input().shape().length(-1);
                float[] rates = rate.expect(features).read();
                JavaScan smoothing = JavaScan.of(step -> step.get(0), (inputs, states, output) -> {
                    float[] x = inputs[0], level = states[0];
                    for (int i = 0; i < features; i++) {
                        level[i] += rates[i] * (x[i] - level[i]);
                        output[i] = x[i] - level[i];
                    }
                });
                return call.add(smoothing.withState("level", features), call.input());
            };
        });
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    private static Model texts(Path path) {
        // README
        CustomObjects custom = CustomObjects.none()
                .registerTexts("reviews", JavaTexts.of(text -> {
                    // tf.strings.regex_replace(tf.strings.lower(text), …)
                    String plain = text.toLowerCase(Locale.ROOT).replace("<br />", " ");
                    return plain.replaceAll("\\p{Punct}", "");
                }))
                .registerTexts("commas", JavaTexts.splitting(text -> List.of(text.split(","))));
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    private static Model subclassed(Path path) {
        // README
        CustomObjects custom = CustomObjects.none().registerModel("Towers", model -> {
            // what __init__ sets, in its order: self.left = Dense(4, …)
            CustomInnerLayer left = model.inner("left", "Dense", Map.of("units", 4, "activation", "tanh"));
            CustomInnerLayer right = model.inner("right", "Dense", Map.of("units", 4, "activation", "relu"));
            model.outputs("product", "left");
            return call -> {
                // def call(self, inputs): a = self.left(inputs[0]) …
                Value a = call.apply(left, call.inputs().get(0));
                Value b = call.apply(right, call.inputs().get(1));
                call.alsoReturn(a);
                return call.add(new Combine(Binary.MULTIPLY), a, b);
            };
        });
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    private static Model weightsOnly(Path path, CustomObjects custom) {
        // README
        KerasFile ranker = KerasFile.ofModel("Ranker", Map.of("units", 6), "2.15.0");
        Model model = KerasModels.loader().customObjects(custom).weights(path).load(ranker);
        // README
        return model;
    }

    @Test
    void textsAreStandardizedAndSplitAsInPython() {
        for (String name : List.of("texts_k2/model.h5", "texts_archive_k3/model.keras", "texts_split_k3/model.h5")) {
            Path file = FOLDER.resolve(name);
            Golden golden = Golden.of(Npz.read(file.resolveSibling("golden.npz")));
            for (Comparison comparison : golden.compare(texts(file))) {
                assertTrue(comparison.isWithin(0), () -> name + " " + comparison);
            }
        }
    }

    @Test
    void modelsOfTheirOwnClassesComputeWhatKerasComputes() {
        for (String name : List.of("subclassed_towers_k2", "subclassed_towers_k3")) {
            Path folder = FOLDER.resolve(name);
            Golden golden = Golden.of(Npz.read(folder.resolve("golden.npz")));
            for (Comparison comparison : golden.compare(subclassed(folder.resolve("model.keras")))) {
                assertTrue(comparison.isWithin(1e-5), () -> name + " " + comparison);
            }
        }
    }

    @Test
    void weightsAloneAreEnough() {
        CustomObjects custom = CustomObjects.none().registerModel("Ranker", model -> {
            int units = model.config().integer("units");
            Map<String, ?> table = Map.of("input_dim", 11, "output_dim", 3, "mask_zero", true);
            List<CustomInnerLayer> layers = new ArrayList<>();
            layers.add(model.inner("words", "Embedding", table));
            layers.add(model.inner("blocks/0", "Dense", Map.of("units", units, "activation", "tanh")));
            layers.add(model.inner("blocks/1", "Dense", Map.of("units", units + 1)));
            layers.add(model.inner("memory", "LSTM", Map.of("units", 5)));
            CustomInnerLayer pair = model.inner("pair", "Pair", Map.of("units", 4));
            CustomInnerLayer end = model.inner("an_end", "Dense", Map.of("units", 2));
            CustomInnerLayer encoder = model.inner("encoder", "Dense", Map.of("units", 3, "activation", "sigmoid"));
            CustomWeight scale = model.weight("scale");
            layers.add(pair);
            layers.add(model.inner("zoom", "Dense", Map.of("units", 4, "use_bias", false)));
            layers.add(encoder);
            layers.add(end);
            model.ignoreAttribute("seen");
            model.input("ids", Shape.FREE);
            return call -> {
                Value y = call.input();
                for (CustomInnerLayer layer : layers) {
                    y = call.apply(layer, y);
                }
                return call.add(new Combine(Binary.MULTIPLY), y, call.add(new Constant(scale.expect(2))));
            };
        });
        custom = custom.registerModel("Pair", model -> {
            int units = model.config().integer("units");
            CustomInnerLayer last = model.inner("last", "Dense", Map.of("units", units, "use_bias", false));
            CustomInnerLayer first = model.inner("first", "Dense", Map.of("units", units, "activation", "tanh"));
            return call -> call.apply(last, call.apply(first, call.input()));
        });
        Path forms = Path.of("../testdata/forms");
        for (String name : List.of("k2/weights.h5", "k2/model.weights.h5")) {
            Path file = forms.resolve("subclassed_" + name);
            Golden golden = Golden.of(Npz.read(file.resolveSibling("golden.npz")));
            for (Comparison comparison : golden.compare(weightsOnly(file, custom))) {
                assertTrue(comparison.isWithin(1e-5), () -> name + " " + comparison);
            }
        }
    }

    @Test
    void theyComputeWhatKerasComputes() {
        for (String name : List.of("attention_k2", "attention_k3", "lambda_k2", "lambda_k3")) {
            compare(name, CustomLayersTest::program);
        }
    }

    @Test
    void cellsComputeWhatKerasComputes() {
        List.of("cell_k2", "cell_k3").forEach(name -> compare(name, CustomLayersTest::cell));
    }

    @Test
    void statesOfALayerAreKept() {
        for (String name : List.of("states_k2", "states_k3")) {
            compare(name, CustomLayersTest::states);
            Path folder = FOLDER.resolve(name);
            Model model = states(folder.resolve("model.h5"));
            Tensor x = Golden.of(Npz.read(folder.resolve("golden.npz")))
                    .calls()
                    .get(0)
                    .inputs()
                    .get("0");
            Tensor whole = model.run(x);
            Session first = model.newSession().stream();
            Tensor before = first.run(steps(x, 0, 4));
            Path file = temporary.resolve(name + ".h5");
            StateFile.save(file, first.state(), model);
            Session later = model.newSession().stream();
            later.restore(StateFile.load(file, model));
            Session fork = first.fork();
            for (int t = 4; t < 9; t++) {
                Tensor y = later.run(steps(x, t, t + 1));
                assertEquals(steps(whole, t, t + 1), y);
                assertEquals(y, fork.run(steps(x, t, t + 1)));
            }
            assertEquals(steps(whole, 0, 4), before);
            assertEquals(
                    List.of("states_0_0", "states_1_0", "states_1_1", "states_2_0"),
                    StateFile.read(file).datasets().stream()
                            .map(StateFile.Dataset::name)
                            .toList());
        }
    }

    private static Tensor steps(Tensor x, int from, int to) {
        int time = x.shape().length(1);
        int features = x.shape().length(2);
        Tensor part = Tensor.zeros(x.shape().with(1, to - from));
        int size = (to - from) * features;
        for (int r = 0; r < x.shape().length(0); r++) {
            System.arraycopy(x.data(), (r * time + from) * features, part.data(), r * size, size);
        }
        return part;
    }

    private static void compare(String name, Function<Path, Model> program) {
        Path folder = FOLDER.resolve(name);
        Golden golden = Golden.of(Npz.read(folder.resolve("golden.npz")));
        for (Comparison comparison : golden.compare(program.apply(folder.resolve("model.h5")))) {
            assertTrue(comparison.isWithin(1e-5), () -> name + " " + comparison);
        }
    }
}
