package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Sampling;
import io.github.cornu.State;
import io.github.cornu.hub.image.ImageConverter;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.hub.text.CausalLmPreprocessor;
import io.github.cornu.hub.text.Preprocessors;
import io.github.cornu.hub.text.Seq2SeqLmPreprocessor;
import io.github.cornu.hub.text.TextPreprocessor;
import io.github.cornu.hub.tokenizer.Tokenizer;
import io.github.cornu.hub.tokenizer.Tokenizers;
import io.github.cornu.hub.tokenizer.Workflow;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** An argument that is null is told by its name, whatever method of the exported classes it is for. */
class NullArgumentsTest {
    private static final Path TEXTS = Path.of("../testdata/hub/texts");
    private static final Path IMAGE_CLASSIFIER = Path.of("../testdata/hub/images/vit_classifier/model.keras");
    /** What {@link Tokenizers#read} takes for a tokenizer without files. */
    private static final Set<String> MAY_BE_NULL = Set.of("Tokenizers.read 1", "Preprocessors.read 1");

    private final Map<Class<?>, Object> values = new HashMap<>();
    /** The classes to check, and an object of each; null for those with static methods alone. */
    private final Map<Class<?>, Object> checked = new LinkedHashMap<>();

    private void prepare() {
        HubModel classifier = HubModels.load(TEXTS.resolve("bert_classifier/model.keras"));
        HubModel writer = HubModels.load(TEXTS.resolve("gpt2_causal_lm/model.keras"));
        HubModel seq2Seq = HubModels.load(TEXTS.resolve("t5_seq2seq_lm/model.keras"));
        Tensor image = Tensor.zeros(8, 12, 3);
        values.put(int.class, 1);
        values.put(boolean.class, true);
        values.put(int[].class, new int[] {1});
        values.put(String.class, "{}");
        values.put(String[].class, new String[] {"a"});
        values.put(List.class, List.of(image));
        values.put(Map.class, Map.of());
        values.put(Path.class, IMAGE_CLASSIFIER);
        values.put(Function.class, Function.identity());
        values.put(Tensor.class, image);
        values.put(Sampling.class, Sampling.greedy());
        values.put(Workflow.class, Workflow.PYTHON);
        values.put(CompileOptions.class, CompileOptions.defaults());
        values.put(ConvertOptions.class, ConvertOptions.defaults());
        values.put(CustomObjects.class, CustomObjects.none());
        checked.put(HubModels.class, null);
        checked.put(HubObjects.class, null);
        checked.put(HubLoader.class, HubModels.loader());
        Seq2SeqModel generator = HubModels.loader().loadSeq2Seq(TEXTS.resolve("t5_seq2seq_lm/model.keras"));
        Seq2SeqStream stream = generator.encode(1);
        values.put(State.class, stream.state());
        checked.put(Seq2SeqModel.class, generator);
        checked.put(Seq2SeqStream.class, stream);
        checked.put(HubModel.class, HubModels.load(IMAGE_CLASSIFIER));
        checked.put(
                ImageConverter.class,
                new SavedPreprocessor(IMAGE_CLASSIFIER).images().orElseThrow());
        checked.put(Pixels.class, new Pixels(1, 1, 1, new float[1]));
        checked.put(Preprocessors.class, null);
        checked.put(TextPreprocessor.class, classifier.preprocessor());
        checked.put(CausalLmPreprocessor.class, writer.preprocessor());
        checked.put(Seq2SeqLmPreprocessor.class, seq2Seq.preprocessor());
        checked.put(Tokenizers.class, null);
        checked.put(Tokenizer.class, classifier.preprocessor().tokenizer());
    }

    @Test
    void nullIsToldByTheNameOfTheArgument() {
        prepare();
        Set<String> unnamed = new TreeSet<>();
        checked.forEach((type, object) -> {
            for (Method method : type.getDeclaredMethods()) {
                boolean own = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
                if (own && !method.getName().equals("equals")) {
                    check(type.getSimpleName() + "." + method.getName(), method, object, unnamed);
                }
            }
        });
        assertEquals("", String.join("\n", unnamed));
    }

    private void check(String name, Method method, Object object, Set<String> unnamed) {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i].isPrimitive() || MAY_BE_NULL.contains(name + " " + i)) {
                continue;
            }
            Object[] arguments = new Object[types.length];
            for (int k = 0; k < types.length; k++) {
                arguments[k] = k == i ? null : values.get(types[k]);
                if (k != i && arguments[k] == null) {
                    unnamed.add("no value for " + types[k]);
                }
            }
            String told = told(method, object, arguments);
            if (!told.matches("[a-z]\\w*(\\[\\d+])*")) {
                unnamed.add(name + " " + i + " " + types[i].getSimpleName() + ": "
                        + told.lines().findFirst().orElse(""));
            }
        }
    }

    private static String told(Method method, Object object, Object[] arguments) {
        try {
            method.setAccessible(true);
            method.invoke(object, arguments);
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
