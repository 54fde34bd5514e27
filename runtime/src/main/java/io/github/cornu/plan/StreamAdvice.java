package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Node;
import java.util.Map;

/** What to do about layers that need the whole sequence. */
final class StreamAdvice {
    private static final String WHOLE = "run the whole sequence at once";
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("Flatten", "leave it out and let the recurrent layer before it return its last step only"),
            Map.entry("Reshape", "keep the time axis as it is"),
            Map.entry("Permute", "keep the time axis where it is"),
            Map.entry("GlobalMaxPooling1D", "keep the maximum of the steps outside of the model"),
            Map.entry("GlobalAveragePooling1D", "keep the average of the steps outside of the model"),
            Map.entry("Conv1D", "use padding 'causal' or 'valid'"),
            Map.entry("Conv1DTranspose", "use strides of at least the kernel_size"),
            Map.entry("LocallyConnected1D", "use a Conv1D"),
            Map.entry("SeparableConv1D", "use padding 'valid'"),
            Map.entry("DepthwiseConv1D", "use padding 'valid'"),
            Map.entry("MaxPooling1D", "use padding 'valid'"),
            Map.entry("AveragePooling1D", "use padding 'valid'"),
            Map.entry("ZeroPadding1D", "pad the start of the sequence only"),
            Map.entry("Cropping1D", "crop the start of the sequence only"),
            Map.entry("PReLU", "share its slopes along the time axis"),
            Map.entry("EinsumDense", "leave the time axis out of its kernel and bias"),
            Map.entry("Normalization", "normalize all time steps alike"),
            Map.entry("Dot", WHOLE),
            Map.entry("Softmax", WHOLE),
            Map.entry("Attention", WHOLE),
            Map.entry("AdditiveAttention", WHOLE),
            Map.entry("MultiHeadAttention", WHOLE),
            Map.entry("GroupedQueryAttention", WHOLE),
            Map.entry("GroupNormalization", WHOLE));

    private StreamAdvice() {}

    /** That a layer cannot be run in chunks, for that reason, and what to do about it. */
    static ModelException obstacle(Node node, String reason) {
        String advice = ADVICE.getOrDefault(node.layerClass(), "");
        String text = "the model cannot be stepped through time: " + reason + (advice.isEmpty() ? "" : "; " + advice);
        return new ModelException(null, node.layer(), node.layerClass(), text, null);
    }
}
