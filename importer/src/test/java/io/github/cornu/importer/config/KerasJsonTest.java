package io.github.cornu.importer.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class KerasJsonTest {
    private static String version(String json) {
        return KerasJson.parse(json.replace('\'', '"')).kerasVersion();
    }

    @Test
    void anArchitectureWithoutAVersionIsOfTheNewestThatWritesItSo() {
        assertNull(version("{'class_name': 'Sequential', 'config': []}"));
        assertEquals("2.2.4-tf", version("{'class_name': 'Model', 'config': {}, 'keras_version': '2.2.4-tf'}"));
        assertEquals("3.15", version("{'module': 'keras', 'class_name': 'Functional', 'config': {}}"));
        String layer = "{'config': {'batch_input_shape': [null, 3]}}";
        assertEquals(
                "2.15",
                version("{'module': 'keras', 'class_name': 'Sequential', 'config': {'layers': [" + layer + "]}}"));
    }
}
