package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Golden;
import io.github.cornu.GoldenResult;
import io.github.cornu.InputShapes;
import io.github.cornu.KernelChoice;
import io.github.cornu.LayerTimes;
import io.github.cornu.Model;
import io.github.cornu.ModelDetails;
import io.github.cornu.RandomInputs;
import io.github.cornu.Sampling;
import io.github.cornu.StreamPool;
import io.github.cornu.Summary;
import io.github.cornu.Tolerance;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.importer.custom.CustomCell;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFinder;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomModel;
import io.github.cornu.importer.custom.CustomModelFinder;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.custom.NamedFunction;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An argument that is null is told by its name, whatever method of the classes that users meet it is for. */
class NullArgumentsTest {
    /** Without instances. */
    private static final List<Class<?>> STATICS = List.of(
            Generation.class,
            Summary.class,
            InputShapes.class,
            RandomInputs.class,
            LayerTimes.class,
            KerasModels.class,
            StateFile.class,
            Npy.class,
            Npz.class,
            Rows.class,
            Texts.class);

    /** Constructors of records that the library makes, and what its operations call. */
    private static final Set<String> ALLOWED =
            Set.of("GoldenResult.new", "Golden.new", "Comparison.new", "ModelDetails.new", "Texts.end");
    /** Of operations and their graphs, which users compose and seldom meet. */
    private static final Set<Class<?>> OTHERS =
            Set.of(Activation.class, Graph.class, JavaFunction.class, JavaTexts.class, NamedFunction.class);

    @TempDir
    Path folder;

    private final Map<Class<?>, Object> values = new HashMap<>();

    @BeforeEach
    void prepare() {
        Model model = KerasModels.load(TestData.ROOT.resolve("samples/stream_online/model.h5"), TestData.SCALAR);
        StreamPool pool = model.newPool();
        pool.add();
        Tensor x = Tensor.zeros(1, 7, 3);
        Golden golden = Golden.of(Map.of("input_0", x, "output_0", model.run(x)));
        Tolerance tolerance = Tolerance.absolute(1);
        put(int.class, 1);
        put(Sampling.class, Sampling.greedy());
        put(IntPredicate.class, (IntPredicate) token -> true);
        put(long.class, 1L);
        put(float.class, 1f);
        put(double.class, 1.0);
        put(boolean.class, true);
        put(int[].class, new int[] {0});
        put(Shape.class, Shape.of(1, 7, 3));
        put(String.class, "lstm");
        put(String[].class, new String[] {"dense"});
        put(float[].class, new float[21]);
        put(List.class, List.of(x));
        put(Map.class, Map.of("x", x));
        put(Tensor[].class, new Tensor[] {x});
        put(Path.class, folder.resolve("model.h5"));
        put(Class.class, NullArgumentsTest.class);
        put(InputStream.class, new ByteArrayInputStream(new byte[0]));
        put(byte[].class, new byte[0]);
        put(ByteBuffer.class, ByteBuffer.allocate(pool.rowBytes()));
        put(URI.class, URI.create("file:///model.h5"));
        put(ModelRef.Opener.class, (ModelRef.Opener) uri -> new ByteArrayInputStream(new byte[0]));
        put(IntConsumer.class, (IntConsumer) done -> {});
        put(Feedback.class, Feedback.identity());
        put(CustomLayer.class, (CustomLayer) layer -> null);
        put(CustomModel.class, (CustomModel) built -> null);
        put(CustomFinder.class, (CustomFinder) (name, config) -> null);
        put(CustomModelFinder.class, (CustomModelFinder) (name, config) -> null);
        put(
                CustomConfig.class,
                Proxy.newProxyInstance(
                        CustomConfig.class.getClassLoader(),
                        new Class<?>[] {CustomConfig.class},
                        (proxy, method, given) -> null));
        put(CustomCell.class, (CustomCell) cell -> null);
        put(CustomFunction.class, (CustomFunction) call -> null);
        put(Function.class, Function.identity());
        put(JavaFunction.class, JavaFunction.ofElements(number -> number));
        put(JavaTexts.class, JavaTexts.of(text -> text));
        put(Activation.class, Activation.LINEAR);
        put(Graph.class, graph());
        put(Weight[].class, new Weight[0]);
        put(NamedFunction.class, new NamedFunction("name", List.of(), weights -> null));
        put(NewFiles.Content.class, (NewFiles.Content) path -> {});
        for (Object value : List.of(
                model,
                model.newSession().stream(),
                pool,
                pool.newWorker(),
                pool.rowLayout(),
                pool.onNewModel(),
                ModelRef.of(TestData.ROOT.resolve("samples/stream_online/model.h5")),
                model.newSession().state(),
                x,
                golden,
                GoldenResult.of(golden, model, tolerance),
                Comparison.of("x", x, x),
                tolerance,
                CompileOptions.defaults(),
                ConvertOptions.defaults(),
                KerasModels.loader(),
                KerasFile.of(folder.resolve("model.h5")),
                CustomObjects.none(),
                JavaFunctions.none(),
                KernelChoice.SCALAR,
                WeightFormat.F32,
                WeightMatching.NAME,
                Durability.CACHED,
                new NewFiles(Durability.CACHED))) {
            put(value.getClass(), value);
        }
        put(ModelDetails.class, ModelDetails.of(model, List.of(Shape.of(1, 7, 3))));
        Path cornu = folder.resolve("model.cornu");
        CornuFile.write(cornu, graph(), ConvertOptions.defaults().withDurability(Durability.CACHED));
        put(CornuFile.class, CornuFile.read(cornu));
    }

    private void put(Class<?> type, Object value) {
        values.put(type, value);
    }

    private static Graph graph() {
        GraphBuilder graph = new GraphBuilder("model");
        graph.output("x", graph.input("x", Shape.of(-1, 3)));
        return graph.build();
    }

    @Test
    void nullIsToldByTheNameOfTheArgument() {
        Set<String> unnamed = new TreeSet<>();
        List<Class<?>> classes = new ArrayList<>(STATICS);
        classes.addAll(values.keySet());
        for (Class<?> type : classes) {
            if (!OTHERS.contains(type)
                    && type.getName().startsWith("io.github.cornu")
                    && !type.isEnum()
                    && !type.isInterface()) {
                check(type, unnamed);
            }
        }
        assertEquals("", String.join("\n", unnamed));
    }

    private void check(Class<?> type, Set<String> unnamed) {
        for (Constructor<?> constructor : type.getConstructors()) {
            check(type.getSimpleName() + ".new", constructor, unnamed);
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean own = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
            if (own && !method.getName().equals("equals")) {
                check(type.getSimpleName() + "." + method.getName(), method, unnamed);
            }
        }
    }

    private void check(String name, Executable executable, Set<String> unnamed) {
        Class<?>[] types = executable.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i].isPrimitive() || ALLOWED.contains(name)) {
                continue;
            }
            Object[] arguments = new Object[types.length];
            for (int k = 0; k < types.length; k++) {
                arguments[k] = k == i ? null : values.get(types[k]);
                if (k != i && arguments[k] == null) {
                    unnamed.add("no value for " + types[k]);
                }
            }
            String told = told(executable, arguments);
            if (!told.matches("[a-z]\\w*(\\[\\d+])*")) {
                unnamed.add(name + " " + i + " " + types[i].getSimpleName() + ": "
                        + told.lines().findFirst().orElse(""));
            }
        }
    }

    private String told(Executable executable, Object[] arguments) {
        try {
            if (executable instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else if (executable instanceof Method method) {
                method.invoke(values.get(method.getDeclaringClass()), arguments);
            }
            return "taken: no exception";
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            return thrown instanceof NullPointerException && thrown.getMessage() != null
                    ? thrown.getMessage()
                    : "Thrown " + thrown;
        } catch (ReflectiveOperationException e) {
            return "Not called: " + e;
        }
    }
}
