package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.hub.net.Args;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgsTest {
    /** Python's None is no missing argument: {@code keras.activations.get(None)} is linear. */
    @Test
    void anActivationOfNullIsLinear() {
        assertEquals("swish", new Args("Backbone", Map.of()).activation("activation", "swish"));
        Map<String, Object> none = Collections.singletonMap("activation", null);
        assertEquals("linear", new Args("Backbone", none).activation("activation", "swish"));
        assertEquals("relu", new Args("Backbone", Map.of("activation", "relu")).activation("activation", "swish"));
    }
}
