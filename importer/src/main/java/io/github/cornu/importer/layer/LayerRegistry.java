package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The layer classes of Keras that can be imported. */
public final class LayerRegistry {
    /** Creates a layer from its config. */
    interface Creator {
        KerasLayer create(LayerConfig config, LayerFactory factory);
    }

    /**
     * A layer class.
     *
     * @param remark what a user should know of it
     * @param computes whether it does arithmetic, so that its number type matters
     */
    public record Entry(String className, String remark, boolean computes, Creator creator) {
        KerasLayer create(LayerConfig config, LayerFactory factory) {
            return creator.create(config, factory);
        }
    }

    private static final Map<String, Entry> ENTRIES = new TreeMap<>();

    static {
        structure("InputLayer", InputLayer::new, "");
        structure("Sequential", SequentialLayer::new, "also nested");
        structure("Functional", FunctionalLayer::new, "also nested");
        structure("Model", FunctionalLayer::new, "the older name of Functional");

        add("Dense", DenseLayer::new, "inputs of any rank");
        add("Activation", ActivationLayer::new, "");
        add("ReLU", ReluLayer::new, "");
        add("LeakyReLU", LeakyReluLayer::new, "");
        add("PReLU", PReluLayer::new, "shared axes");
        add("ELU", EluLayer::new, "");
        add("Softmax", SoftmaxLayer::new, "any axis or axes, masks");
        add("ThresholdedReLU", ThresholdedReluLayer::new, "");

        for (String name : IdentityLayer.CLASSES) {
            add(name, IdentityLayer::new, "nothing at inference");
        }

        add("Flatten", FlattenLayer::new, "");
        add("Reshape", ReshapeLayer::new, "");
        add("Permute", PermuteLayer::new, "");
        add("RepeatVector", RepeatVectorLayer::new, "");
        for (int axes = 1; axes <= 3; axes++) {
            int spatial = axes;
            add("Cropping" + axes + "D", (config, factory) -> new CroppingLayer(config, spatial), "");
            add("ZeroPadding" + axes + "D", (config, factory) -> new ZeroPaddingLayer(config, spatial), "");
            add("UpSampling" + axes + "D", (config, factory) -> new UpSamplingLayer(config, spatial), "");
        }

        add("Embedding", EmbeddingLayer::new, "mask_zero");
        add("Masking", MaskingLayer::new, "");
        add("LSTM", LstmLayer::new, "");
        add("GRU", GruLayer::new, "reset_after both ways");
        add("SimpleRNN", SimpleRnnLayer::new, "");
        add("RNN", RnnLayer::new, "of LSTMCell, GRUCell, SimpleRNNCell and StackedRNNCells");
        structure("LSTMCell", LstmCellLayer::new, "inside RNN");
        structure("GRUCell", GruCellLayer::new, "inside RNN");
        structure("SimpleRNNCell", SimpleRnnCellLayer::new, "inside RNN");
        structure("StackedRNNCells", StackedCellsLayer::new, "inside RNN");
        add("Bidirectional", BidirectionalLayer::new, "all merge modes");
        add("TimeDistributed", TimeDistributedLayer::new, "of any layer or model");

        for (String name : MergeLayer.CLASSES) {
            add(name, MergeLayer::new, "broadcasting");
        }
        add("Concatenate", ConcatenateLayer::new, "");
        add("Dot", DotLayer::new, "");

        for (int axes = 1; axes <= 2; axes++) {
            int spatial = axes;
            add("Conv" + axes + "D", (config, factory) -> new ConvolutionLayer(config, factory, spatial), "");
            add(
                    "DepthwiseConv" + axes + "D",
                    (config, factory) -> new DepthwiseConvolutionLayer(config, factory, spatial),
                    "");
            add(
                    "SeparableConv" + axes + "D",
                    (config, factory) -> new SeparableConvolutionLayer(config, factory, spatial),
                    "");
            add("MaxPooling" + axes + "D", (config, factory) -> new PoolingLayer(config, spatial, true), "");
            add("AveragePooling" + axes + "D", (config, factory) -> new PoolingLayer(config, spatial, false), "");
            add(
                    "GlobalMaxPooling" + axes + "D",
                    (config, factory) -> new GlobalPoolingLayer(config, spatial, true),
                    "");
            add(
                    "GlobalAveragePooling" + axes + "D",
                    (config, factory) -> new GlobalPoolingLayer(config, spatial, false),
                    axes == 1 ? "masks" : "");
        }
        add("BatchNormalization", BatchNormalizationLayer::new, "any axis");
        add("LayerNormalization", LayerNormalizationLayer::new, "any axes");
    }

    private LayerRegistry() {}

    private static void add(String className, Creator creator, String remark) {
        ENTRIES.put(className, new Entry(className, remark, true, creator));
    }

    private static void structure(String className, Creator creator, String remark) {
        ENTRIES.put(className, new Entry(className, remark, false, creator));
    }

    /** All layer classes, by name. */
    public static Map<String, Entry> entries() {
        return Collections.unmodifiableMap(ENTRIES);
    }

    static Entry find(String className) {
        Entry entry = ENTRIES.get(className);
        if (entry == null) {
            throw new UnsupportedModelException(
                    className.equals("Lambda")
                            ? "a Lambda layer is Python code, which is not executed"
                            : "this layer class is not supported");
        }
        return entry;
    }
}
