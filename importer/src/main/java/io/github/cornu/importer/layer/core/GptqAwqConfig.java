package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.DTypePolicy;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Keras 3 has quantised a layer with weights that it calibrated on data: by GPTQ (<a
 * href="https://arxiv.org/abs/2210.17323">Frantar et al. 2022</a>) or AWQ (<a
 * href="https://arxiv.org/abs/2306.00978">Lin et al. 2023</a>).
 *
 * @param isAwq whether the inputs have scales of their own, which AWQ adds
 * @param bits of each weight: 2, 3, 4 or 8
 * @param group how many inputs share a scale and a zero point; -1: all
 * @param symmetric whether all zero points are in the middle
 */
record GptqAwqConfig(boolean isAwq, int bits, int group, boolean symmetric) {
    private static final Pattern MODE = Pattern.compile("(?:gptq/([2348])|awq/(4))/(-1|[1-9]\\d{0,8})");

    private static final String[] CALIBRATION_ONLY = {
        "dataset",
        "tokenizer",
        "num_samples",
        "sequence_length",
        "per_channel",
        "hessian_damping",
        "activation_order",
        "num_grid_points",
        "quantization_layer_structure"
    };

    /**
     * What the config of a layer says; null if it is not quantised, or in another way.
     *
     * @throws UnsupportedModelException if it does not compute in float
     */
    static GptqAwqConfig of(LayerConfig config) {
        DTypePolicy type = config.dtypePolicy();
        Matcher mode = MODE.matcher(type.quantization() == null ? "" : type.quantization());
        if (!mode.matches()) {
            return null;
        }
        if (!type.compute().equals("float32")) {
            throw new UnsupportedModelException(
                    "it is quantised to " + type.quantization() + " and computes in " + type.compute());
        }
        boolean isAwq = mode.group(1) == null;
        int bits = Integer.parseInt(mode.group(isAwq ? 2 : 1));
        int group = Integer.parseInt(mode.group(3));
        ObjectConfig object = config.object("quantization_config");
        if (object == null || object.layer() == null) {
            return new GptqAwqConfig(isAwq, bits, group, false);
        }
        LayerConfig options = object.layer();
        if (options.integer("weight_bits", bits) != bits || options.integer("group_size", group) != group) {
            throw new IllegalArgumentException(
                    "its 'dtype' says " + type.quantization() + ", its 'quantization_config' something else");
        }
        options.ignore(CALIBRATION_ONLY);
        boolean symmetric = !isAwq && options.bool("symmetric", false);
        options.rejectUnread();
        return new GptqAwqConfig(isAwq, bits, group, symmetric);
    }

    /** How many groups so many inputs are in. */
    int groups(int inputs) {
        return group == -1 ? 1 : (inputs + group - 1) / group;
    }
}
