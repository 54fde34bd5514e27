package io.github.cornu.hub;

import io.github.cornu.hub.layers.registry.KnownLayers;
import io.github.cornu.hub.models.HubClasses;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.net.Args;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layers and model classes of KerasHub and KerasNLP as custom objects, for a program's own models that have them:
 *
 * <pre>{@code
 * Model model = KerasModels.load(Path.of("my_transformer.keras"), HubObjects.all());
 * }</pre>
 *
 * <p>Whole models of KerasHub are read by {@link HubModels}. All objects here are immutable and safe for any number of
 * threads.
 */
public final class HubObjects {
    /** Where KerasHub's classes are registered, and where they are in older and newer versions. */
    private static final Pattern NAME = Pattern.compile("(keras_hub|keras_nlp)[\\w.]*>(\\w+)");

    private static final String OWN = "cornu_hub>";

    private HubObjects() {}

    /** All layers and models. */
    public static CustomObjects all() {
        return with(CustomObjects.none());
    }

    /** A program's own objects, and for what they do not have all of {@link #all()}. */
    public static CustomObjects with(CustomObjects own) {
        return with(own, Form.WHOLE);
    }

    /** @param form what is built of models */
    static CustomObjects with(CustomObjects own, Form form) {
        return with(own, form, name -> {});
    }

    /** @param built is told the class of each model before it is built, that of the file first */
    static CustomObjects with(CustomObjects own, Form form, Consumer<String> built) {
        CustomObjects objects = Objects.requireNonNull(own, "own")
                .registerFinder(HubObjects::layer)
                .registerModelFinder((className, config) -> model(className, config, form, built));
        String gelu = "gelu_approximate";
        return objects.activation(gelu) != null
                ? objects
                : objects.registerActivation(gelu, Activation.of(Unary.GELU_TANH));
    }

    /** The name of a class of KerasHub, without its package; null if it is none. */
    private static String name(String className) {
        Matcher matcher = NAME.matcher(className);
        return matcher.matches() ? matcher.group(2) : null;
    }

    private static CustomLayer layer(String className, CustomConfig config) {
        String name = className.startsWith(OWN) ? className.substring(OWN.length()) : name(className);
        return name == null ? null : KnownLayers.find(name);
    }

    private static Map<String, ?> model(String className, CustomConfig config, Form form, Consumer<String> built) {
        String name = name(className);
        if (name == null) {
            return null;
        }
        built.accept(name);
        return HubClasses.build(new Args(name, config.all()), form).config();
    }
}
