package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;
import io.github.cornu.importer.config.KerasJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Weights in several files, as {@code save_weights("model.weights.json", max_shard_size=…)} of Keras 3.10 and later
 * writes them.
 */
final class ShardedSource implements ModelSource {
    private final String name;
    private final List<H5File> files = new ArrayList<>();

    /**
     * Opens all files.
     *
     * @param opener opens the file of a name
     */
    ShardedSource(String name, KerasJson map, Function<String, H5File> opener) {
        this.name = name;
        Set<String> names = new LinkedHashSet<>();
        map.weightMap().values().forEach(names::addAll);
        try {
            for (String shard : names) {
                if (shard.isEmpty() || shard.contains("/") || shard.contains("\\") || shard.equals("..")) {
                    throw new ModelException("the 'weight_map' names '" + shard + "', which is not beside it");
                }
                files.add(open(opener, shard));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static H5File open(Function<String, H5File> opener, String shard) {
        try {
            return opener.apply(shard);
        } catch (ModelException e) {
            throw new ModelException("the weights in '" + shard + "': " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Architecture architecture() {
        throw new ModelException(ModelFiles.NO_ARCHITECTURE);
    }

    @Override
    public WeightStore weights() {
        H5Variables variables = new H5Variables();
        files.forEach(variables::add);
        return variables.tree();
    }

    @Override
    public void close() {
        files.forEach(H5File::close);
    }
}
