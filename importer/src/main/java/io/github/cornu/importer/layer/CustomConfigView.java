package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomConfig;
import java.util.List;
import java.util.Map;

/** What users see of a layer's config. */
public record CustomConfigView(LayerConfig config) implements CustomConfig {
    @Override
    public String name() {
        return config.name();
    }

    @Override
    public boolean has(String key) {
        return config.has(key);
    }

    @Override
    public int integer(String key) {
        return config.integer(key);
    }

    @Override
    public int integer(String key, int otherwise) {
        return config.integer(key, otherwise);
    }

    @Override
    public float number(String key) {
        require(key);
        return config.number(key, 0);
    }

    @Override
    public float number(String key, float otherwise) {
        return config.number(key, otherwise);
    }

    @Override
    public boolean bool(String key, boolean otherwise) {
        return config.bool(key, otherwise);
    }

    @Override
    public String string(String key) {
        require(key);
        return config.string(key, null);
    }

    @Override
    public String string(String key, String otherwise) {
        return config.string(key, otherwise);
    }

    @Override
    public List<Integer> integers(String key) {
        return config.integerList(key);
    }

    @Override
    public Object value(String key) {
        return config.value(key);
    }

    @Override
    public Map<String, Object> all() {
        return config.all();
    }

    @Override
    public void ignore(String... keys) {
        config.ignore(keys);
    }

    private void require(String key) {
        if (!config.has(key)) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
    }
}
