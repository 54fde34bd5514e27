package io.github.cornu.layers.sequence;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code TCN} of keras-tcn: blocks of dilated convolutions (Bai et al., 2018). With causal padding it streams, unless
 * it goes backwards.
 */
public final class Tcn {
    /** Where the newer forms of file have the first convolution, and where those of Keras 2 have it. */
    private static final String FIRST = "residual_block_0/conv1D_0";

    private static final String FIRST_IN_LISTS = "residual_blocks/residual_block/layers/conv1d";

    private static final List<String> OF_BLOCKS =
            List.of("kernel_size", "padding", "activation", "use_batch_norm", "use_layer_norm");

    private Tcn() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout_rate", "return_state");
        if (config.bool("use_weight_norm", false)) {
            throw new IllegalArgumentException("use_weight_norm is not supported");
        }
        boolean backwards = config.bool("go_backwards", false);
        boolean skips = config.bool("use_skip_connections", true);
        boolean sequences = config.bool("return_sequences", false);
        boolean causal = config.string("padding", "causal").equals("causal");
        List<CustomInnerLayer> blocks = blocks(layer);
        return call -> {
            Value x = backwards ? call.add(new Reverse(1), call.input()) : call.input();
            Value sum = null;
            for (CustomInnerLayer block : blocks) {
                List<Value> outputs = call.applyAll(block, Map.of(), x);
                x = outputs.get(0);
                sum = sum == null || !skips ? outputs.get(1) : Parts.add(call, sum, outputs.get(1));
            }
            Value y = skips ? sum : x;
            return sequences ? y : step(call, y, causal);
        };
    }

    private static List<CustomInnerLayer> blocks(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        List<Integer> dilations = config.integers("dilations");
        List<Integer> filters = config.integers("nb_filters");
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : OF_BLOCKS) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        if (filters.isEmpty() || filters.size() > 1 && filters.size() != dilations.size()) {
            throw new IllegalArgumentException(filters.size() + " nb_filters for " + dilations.size() + " dilations");
        }
        List<CustomInnerLayer> blocks = new ArrayList<>();
        int channels = channels(layer);
        boolean inLists =
                layer.stored().stream().anyMatch(weight -> weight.name().startsWith(FIRST_IN_LISTS));
        options.put("in_lists", inLists);
        options.put("norms_first", layer.stored().get(0).name().contains("norm"));
        for (int stack = 0; stack < config.integer("nb_stacks", 1); stack++) {
            for (int i = 0; i < dilations.size(); i++) {
                options.put("dilation_rate", dilations.get(i));
                int width = filters.get(filters.size() == 1 ? 0 : i);
                options.put("nb_filters", width);
                options.put("matching", width != channels);
                channels = width;
                String attribute = (inLists ? "residual_blocks/" : "residual_block_") + blocks.size();
                blocks.add(layer.inner(attribute, "keras-tcn>ResidualBlock", options));
            }
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("it has no blocks");
        }
        return blocks;
    }

    /** Those of the input: the first weight is the kernel of the first convolution, (length, channels, filters). */
    private static int channels(CustomLayerBuilder layer) {
        List<StoredWeight> kernels = layer.stored().stream()
                .filter(weight -> weight.name().matches("(.*/)?(" + FIRST + "|" + FIRST_IN_LISTS + ")/(0|kernel)"))
                .toList();
        if (kernels.size() != 1 || kernels.get(0).shape().rank() != 3) {
            throw new IllegalArgumentException("the file does not have the weights of keras-tcn's TCN for it: '" + FIRST
                    + "/kernel' of shape (length, channels, filters) is missing");
        }
        return kernels.get(0).shape().length(1);
    }

    /** The last step, or without causal padding the one in the middle. */
    private static Value step(CustomCall call, Value y, boolean causal) {
        int index = causal ? -1 : Parts.length(y.shape(), 1) / 2;
        Slice step = new Slice(1, index, causal ? Slice.END : index + 1, 1);
        return call.add(Reshape.squeeze(1), call.add(step, y));
    }
}
