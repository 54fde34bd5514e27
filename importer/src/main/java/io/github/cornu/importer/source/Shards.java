package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.config.KerasJson;
import io.github.cornu.importer.source.hdf5.H5File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The files of weights in several, as {@code save_weights("model.weights.json", max_shard_size=…)} of Keras 3.10 and
 * later writes them.
 */
final class Shards {
    private Shards() {}

    /**
     * Opens all files.
     *
     * @param map which weight is in which
     * @param opener opens the file of a name
     */
    static List<H5File> open(KerasJson map, Function<String, H5File> opener) {
        Set<String> names = new LinkedHashSet<>();
        map.weightMap().values().forEach(names::addAll);
        List<H5File> files = new ArrayList<>();
        try {
            for (String shard : names) {
                if (shard.isEmpty() || shard.contains("/") || shard.contains("\\") || shard.equals("..")) {
                    throw new ModelException("the 'weight_map' names '" + shard + "', which is not beside it");
                }
                files.add(open(opener, shard));
            }
        } catch (RuntimeException e) {
            files.forEach(H5File::close);
            throw e;
        }
        return files;
    }

    private static H5File open(Function<String, H5File> opener, String shard) {
        try {
            return opener.apply(shard);
        } catch (ModelException e) {
            throw new ModelException("the weights in '" + shard + "': " + e.getMessage(), e);
        }
    }
}
