package io.github.cornu.importer;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.Faults;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerIndices;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.preprocessing.VocabularyLoader;
import io.github.cornu.importer.layer.registry.RegisteredLayers;
import io.github.cornu.importer.layer.weights.Backends;
import io.github.cornu.importer.layer.weights.WeightLoader;
import io.github.cornu.importer.layer.weights.WeightShapes;
import io.github.cornu.importer.source.Architecture;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.WeightStore;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** From a file to a graph: creates the layers, gives them their weights, calls them. */
final class GraphReader {
    private GraphReader() {}

    /**
     * The graph of the model in a file. Its weights are read from the file when they are needed.
     *
     * @throws ModelException if the file is wrong, or not supported
     */
    static Graph read(ModelSource source, CustomObjects custom) {
        return read(source, new ReadOptions(custom, WeightMatching.NAME, null));
    }

    /** As {@link #read(ModelSource, CustomObjects)}, with weights that may be those of another model. */
    static Graph read(ModelSource source, ReadOptions options) {
        return named(source.name(), () -> readUnnamed(source, options));
    }

    private static <T> T named(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ModelException e) {
            throw e.in(name);
        } catch (IllegalArgumentException e) {
            throw new ModelException(name, null, null, e.getMessage(), e);
        } catch (RuntimeException e) {
            throw Faults.unknown(e).in(name);
        } catch (StackOverflowError e) {
            throw new ModelException(name, null, null, "its models are nested too deeply", e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }

    private static Graph readUnnamed(ModelSource source, ReadOptions options) {
        Architecture architecture = source.architecture();
        WeightStore weights = source.weights();
        RegisteredLayers factory = new RegisteredLayers(options.custom(), new WeightShapes(weights));
        ModelLayer model = create(architecture, weights, factory);
        tellInputShape(model, options.inputShape());
        factory.rejectUnsupported();
        VocabularyLoader.load(model, source, factory);
        factory.rejectUnsupported();
        WeightLoader.load(model, weights, options.matching() == WeightMatching.NAME);
        return lower(model, model.config().writer());
    }

    /** The model with its layers, of which some may be placeholders. */
    private static ModelLayer create(Architecture architecture, WeightStore weights, RegisteredLayers factory) {
        KerasWriter writer = Backends.writer(architecture, weights);
        LayerConfig config = LayerConfig.ofModel(architecture.config(), writer);
        KerasLayer root = factory.create(config);
        if (root instanceof ModelLayer model) {
            return model;
        }
        factory.rejectUnsupported();
        String hint = root.isCustom() ? ": register it as one, with CustomObjects.registerModel" : "";
        throw new ModelException("the file holds a " + config.className() + ", not a model" + hint);
    }

    private static void tellInputShape(ModelLayer model, Shape shape) {
        if (shape != null && !model.takeInputShape(shape)) {
            throw new ModelException(ReadOptions.TOLD);
        }
    }

    /** What is known of the model in a file, some of whose layers may not be supported. */
    static ModelTable look(ModelSource source, ReadOptions options) {
        return named(source.name(), () -> lookUnnamed(source, options));
    }

    private static ModelTable lookUnnamed(ModelSource source, ReadOptions options) {
        Architecture architecture = source.architecture();
        WeightStore weights = source.weights();
        RegisteredLayers factory = new RegisteredLayers(options.custom(), new WeightShapes(weights));
        ModelLayer model = create(architecture, weights, factory);
        tellInputShape(model, options.inputShape());
        List<ModelException> problems = new ArrayList<>();
        try {
            VocabularyLoader.load(model, source, factory);
            WeightLoader.load(model, weights, options.matching() == WeightMatching.NAME);
        } catch (ModelException e) {
            problems.add(e);
        }
        GraphBuilder graph = new GraphBuilder(model.config().name());
        Lowering lowering = new Lowering(graph, model.config().writer(), LayerIndices.of(model), problems);
        List<KerasTensor> inputs = new ArrayList<>();
        model.inputs().forEach(spec -> inputs.add(KerasTensor.of(lowering.input(spec))));
        List<KerasTensor> outputs = lowering.tryCall(model, Call.of(inputs));
        try {
            names(model, outputs == null ? List.of() : outputs);
        } catch (ModelException e) {
            problems.add(e);
        }
        problems.addAll(0, factory.problems());
        return new ModelTable(
                model.config().name(), model.inputs(), graph.build().layers(), problems);
    }

    private static Graph lower(ModelLayer model, KerasWriter writer) {
        GraphBuilder graph = new GraphBuilder(model.config().name());
        Lowering lowering = new Lowering(graph, writer, LayerIndices.of(model), null);
        List<KerasTensor> inputs = new ArrayList<>();
        for (TensorSpec spec : model.inputs()) {
            inputs.add(KerasTensor.of(lowering.input(spec)));
        }
        graph.batchSize(model.batchSize());
        List<KerasTensor> outputs = lowering.call(model, Call.of(inputs));
        List<String> names = names(model, outputs);
        for (int i = 0; i < outputs.size(); i++) {
            graph.output(names.get(i), outputs.get(i).value());
        }
        return graph.build();
    }

    /** The names of a model's outputs, which have to be real numbers or texts. */
    private static List<String> names(ModelLayer model, List<KerasTensor> outputs) {
        List<String> known = model.outputNames();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            String name = i < known.size() ? known.get(i) : known.get(0) + "_" + i;
            if (outputs.get(i).type() == NumberType.COMPLEX) {
                throw new UnsupportedModelException("its output '" + name + "' is of complex numbers");
            }
            names.add(name);
        }
        return names;
    }
}
