package io.github.cornu.cli.input;

import io.github.cornu.ModelException;

/** What becomes of pixels, whose numbers are from 0 to 255: {@code rescale}, or a mode of {@code preprocess_input}. */
public enum Scaling {
    /** They stay, for models with a Rescaling layer of their own. */
    RAW,
    /** From 0 to 1: {@code rescale=1/255}. */
    UNIT,
    /** From -1 to 1: MobileNet, Inception, Xception, ResNetV2. */
    TF,
    /** From 0 to 1, then by the mean and deviation of ImageNet's channels: DenseNet. */
    TORCH,
    /** Blue, green, red, each less ImageNet's mean: VGG, ResNet. */
    CAFFE;

    private static final float[] TORCH_MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] TORCH_DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float[] CAFFE_MEAN = {103.939f, 116.779f, 123.68f};

    /** Refuses a number of channels that it is not for. */
    public void check(int channels) {
        if (channels != 3 && (this == TORCH || this == CAFFE)) {
            throw new ModelException("--scaling torch and caffe are for 3 channels, the model takes " + channels);
        }
    }

    /** Scales pixels in place. */
    public void scale(float[] values, int channels) {
        for (int at = 0; at < values.length; at += channels) {
            if (this == CAFFE) {
                float red = values[at];
                values[at] = values[at + 2];
                values[at + 2] = red;
            }
            for (int channel = 0; channel < channels; channel++) {
                values[at + channel] = scaled(values[at + channel], channel);
            }
        }
    }

    private float scaled(float value, int channel) {
        return switch (this) {
            case RAW -> value;
            case UNIT -> value * (float) (1 / 255.0);
            case TF -> value / 127.5f - 1;
            case TORCH -> (value / 255 - TORCH_MEAN[channel]) / TORCH_DEVIATION[channel];
            case CAFFE -> value - CAFFE_MEAN[channel];
        };
    }
}
