package io.github.cornu.importer.layer.registry;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.DTypePolicy;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomCell;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomModel;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.importer.layer.CustomCalls;
import io.github.cornu.importer.layer.CustomConfigView;
import io.github.cornu.importer.layer.Faults;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerTrait;
import io.github.cornu.importer.layer.custom.CustomCellLayer;
import io.github.cornu.importer.layer.custom.CustomClassLayer;
import io.github.cornu.importer.layer.custom.CustomModelLayer;
import io.github.cornu.importer.layer.model.FunctionalLayer;
import io.github.cornu.importer.layer.model.OperationLayer;
import io.github.cornu.importer.layer.operation.registry.OperationRegistry;
import io.github.cornu.importer.layer.weights.WeightShapes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Creates Keras's layers, and those that the user has registered. */
public final class RegisteredLayers implements LayerFactory {
    private static final Set<String> COMPUTED_IN_FLOAT = Set.of("float32", "float64");

    private final CustomObjects custom;
    private final WeightShapes weights;
    private final List<UnsupportedModelException> problems = new ArrayList<>();

    /** With what the user has registered, for a file of these weights. */
    public RegisteredLayers(CustomObjects custom, WeightShapes weights) {
        this.custom = custom;
        this.weights = weights;
    }

    @Override
    public CustomObjects custom() {
        return custom;
    }

    @Override
    public KerasLayer create(LayerConfig config) {
        return create(config, "register");
    }

    @Override
    public KerasLayer createCell(LayerConfig config) {
        return create(config, "registerCell");
    }

    /** @param method of {@link CustomObjects} for classes that are not known */
    private KerasLayer create(LayerConfig config, String method) {
        try {
            KerasLayer registered = registered(config);
            if (registered != null) {
                return registered;
            }
            Map<String, ?> model = model(config);
            if (model != null) {
                return new FunctionalLayer(config.with(model), this);
            }
            if (isOperation(config)) {
                return new OperationLayer(config);
            }
            String subclass = custom.kerasClass(config.className());
            return own(
                    subclass == null
                            ? config.ofClass(LayerAliases.resolve(config.className()))
                            : config.asClass(subclass),
                    method);
        } catch (UnsupportedModelException e) {
            problem(config, e);
            return new PlaceholderLayer(config);
        } catch (ModelException e) {
            throw e.at(config.label(), config.className());
        } catch (IllegalArgumentException e) {
            throw new ModelException(null, config.label(), config.className(), e.getMessage(), e);
        } catch (RuntimeException e) {
            throw Faults.unknown(e).at(config.label(), config.className());
        }
    }

    /** A layer of Keras's own. */
    private KerasLayer own(LayerConfig config, String method) {
        LayerEntry entry = LayerRegistry.find(config.className());
        if (entry == null) {
            throw unknown(config, method);
        }
        KerasLayer layer = entry.creator().create(config, this);
        if (entry.traits().contains(LayerTrait.COMPUTES)) {
            checkComputeType(config, entry.traits());
        }
        config.rejectUnread();
        return layer;
    }

    private static UnsupportedModelException unknown(LayerConfig config, String method) {
        if (config.className().startsWith("keras_hub") || config.className().startsWith("keras_nlp")) {
            return new UnsupportedModelException(
                    "it is of KerasHub: load whole models with HubModels of cornu-hub, others with HubObjects.all()");
        }
        if (config.path().isEmpty()) {
            return new UnsupportedModelException(
                    "it is a model of a class of its own, whose code is in Python and not in"
                            + " the file: write it in Java with CustomObjects.registerModel(\"" + config.className()
                            + "\", …), or build it with the functional API in Python, and save that");
        }
        String name = config.className();
        String reason = RefusedLayers.reason(name);
        return new UnsupportedModelException(
                reason + "; write it in Java with CustomObjects." + method + "(\"" + name + "\", …)");
    }

    /**
     * True for the nodes of functions: unlike layers, they have no {@code trainable}. Else their registry is not
     * loaded.
     */
    private static boolean isOperation(LayerConfig config) {
        return config.writer().isKeras3() && !config.has("trainable") && OperationRegistry.isOperation(config);
    }

    /** The layer, if the user has registered its class, or it if it is a Lambda; else null. */
    private KerasLayer registered(LayerConfig config) {
        CustomLayer named = custom.layer(config.className());
        CustomCell cell = named == null ? custom.cell(config.className()) : null;
        if (cell != null) {
            return checked(config, new CustomCellLayer(config, cell, this));
        }
        CustomModel model = named == null ? custom.model(config.className()) : null;
        if (model != null) {
            return checked(config, new CustomModelLayer(config, model, this));
        }
        CustomLayer implementation = named == null ? found(config) : named;
        if (implementation != null) {
            weights.note(config);
            return checked(config, CustomClassLayer.of(config, implementation, this));
        }
        CustomFunction function = config.className().equals("Lambda") ? custom.lambda(config.name()) : null;
        if (function == null) {
            return null;
        }
        checkComputeType(config, Set.of());
        return CustomClassLayer.ofLambda(config, function, this);
    }

    private CustomLayer found(LayerConfig config) {
        return CustomCalls.guarded(() -> custom.found(config.className(), new CustomConfigView(config.unread())));
    }

    /** The config of a functional model, if a finder knows the class as one of models; else null. */
    private Map<String, ?> model(LayerConfig config) {
        return CustomCalls.guarded(() -> custom.functionalConfig(config.className(), new CustomConfigView(config)));
    }

    private static KerasLayer checked(LayerConfig config, KerasLayer layer) {
        checkComputeType(config, Set.of());
        try {
            config.rejectUnread();
        } catch (UnsupportedModelException e) {
            throw new UnsupportedModelException(
                    e.problem() + ", which its registered implementation neither reads nor ignores");
        }
        return layer;
    }

    @Override
    public List<StoredWeight> stored(LayerConfig config) {
        return weights.of(config);
    }

    @Override
    public void problem(LayerConfig config, UnsupportedModelException e) {
        problems.add((UnsupportedModelException) e.at(config.label(), config.className()));
    }

    private static void checkComputeType(LayerConfig config, Set<LayerTrait> traits) {
        DTypePolicy type = config.dtypePolicy();
        HalfPrecision half = HalfPrecision.of(config);
        if (type.quantization() != null && !traits.contains(LayerTrait.QUANTIZED)) {
            throw new UnsupportedModelException("it is quantised to " + type.quantization());
        }
        if (half != null && !traits.contains(LayerTrait.UNCHANGED)) {
            half.checkInterpolation(config);
            if (!traits.contains(LayerTrait.HALF)) {
                throw new UnsupportedModelException(
                        "it computes in " + half + ", which is not supported for this class");
            }
        } else if (half == null && type.compute() != null && !COMPUTED_IN_FLOAT.contains(type.compute())) {
            throw new UnsupportedModelException("it computes in " + type.compute());
        }
    }

    /** All that is not supported so far. */
    public List<UnsupportedModelException> problems() {
        return problems;
    }

    /**
     * Reports all that is not supported.
     *
     * @throws UnsupportedModelException if there is something
     */
    public void rejectUnsupported() {
        if (problems.size() == 1) {
            throw problems.get(0);
        }
        if (!problems.isEmpty()) {
            Set<String> texts = new LinkedHashSet<>();
            problems.forEach(problem -> texts.add(problem.getMessage()));
            throw new UnsupportedModelException("not supported: " + String.join("; ", texts));
        }
    }
}
