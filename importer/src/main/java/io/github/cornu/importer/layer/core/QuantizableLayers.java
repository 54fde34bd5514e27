package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;

/** Layers that Keras 3 can quantise: each as its config says, quantised in one of several ways, or not. */
public final class QuantizableLayers {
    private QuantizableLayers() {}

    /** {@code keras.layers.Dense}. */
    public static KerasLayer dense(LayerConfig config, LayerFactory factory) {
        GptqAwqConfig gptqAwq = GptqAwqConfig.of(config);
        if (gptqAwq != null) {
            return new GptqAwqDenseLayer(config, factory, gptqAwq);
        }
        StoredQuantization stored = StoredQuantization.of(config);
        if (stored != null) {
            return stored.isFloat8()
                    ? new Float8DenseLayer(config, factory, true)
                    : new QuantizedDenseLayer(config, factory, stored);
        }
        Quantization quantization = Quantization.of(config);
        if (quantization == null) {
            return new DenseLayer(config, factory, false);
        }
        return quantization.mode() == Quantization.Mode.FLOAT8
                ? new Float8DenseLayer(config, factory, false)
                : new QuantizedDenseLayer(config, factory, quantization);
    }

    /** {@code keras.layers.EinsumDense}. */
    public static KerasLayer einsumDense(LayerConfig config, LayerFactory factory) {
        GptqAwqConfig gptqAwq = GptqAwqConfig.of(config);
        if (gptqAwq != null) {
            return new GptqAwqEinsumDenseLayer(config, factory, gptqAwq);
        }
        StoredQuantization stored = StoredQuantization.of(config);
        if (stored != null) {
            return new QuantizedEinsumDenseLayer(config, factory, stored);
        }
        Quantization quantization = Quantization.of(config);
        return quantization == null
                ? new EinsumDenseLayer(config, factory, false)
                : new QuantizedEinsumDenseLayer(config, factory, quantization);
    }

    /** {@code keras.layers.Embedding}. */
    public static KerasLayer embedding(LayerConfig config, LayerFactory factory) {
        StoredQuantization stored = StoredQuantization.of(config);
        if (stored != null && !stored.isFloat8()) {
            return new QuantizedEmbeddingLayer(config, new QuantizedTable.Kind(null, stored));
        }
        Quantization quantization = ofTable(config);
        return quantization == null
                ? new EmbeddingLayer(config, true)
                : new QuantizedEmbeddingLayer(config, new QuantizedTable.Kind(quantization, null));
    }

    /** {@code keras.layers.ReversibleEmbedding}. */
    public static KerasLayer reversibleEmbedding(LayerConfig config, LayerFactory factory) {
        StoredQuantization stored = StoredQuantization.of(config);
        if (stored != null && !stored.isFloat8()) {
            return new QuantizedReversibleEmbeddingLayer(config, new QuantizedTable.Kind(null, stored));
        }
        Quantization quantization = ofTable(config);
        if (quantization == null) {
            return new ReversibleEmbeddingLayer(config);
        }
        Quantization how =
                config.has("quantization_config") ? quantization : quantization.withInputs(Quantization.AbsMax.DEFAULT);
        return new QuantizedReversibleEmbeddingLayer(config, new QuantizedTable.Kind(how, null));
    }

    private static Quantization ofTable(LayerConfig config) {
        Quantization quantization = Quantization.of(config);
        if (quantization != null && quantization.mode() == Quantization.Mode.FLOAT8) {
            throw new UnsupportedModelException("it is quantised to float8");
        }
        return quantization;
    }
}
