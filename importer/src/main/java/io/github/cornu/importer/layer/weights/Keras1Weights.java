package io.github.cornu.importer.layer.weights;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of Keras 1 in the layouts of Keras 2: each gate of a recurrent layer was an array of its own, kernels of
 * convolutions had their axes in another order.
 */
final class Keras1Weights {
    /** Gates in the order of the file, and the index of each in the concatenated array. */
    private static final List<String> LSTM_GATES = List.of("i", "c", "f", "o");

    private static final List<String> LSTM_ORDER = List.of("i", "f", "c", "o");
    private static final List<String> GRU_GATES = List.of("z", "r", "h");
    private static final List<String> HIGHWAY_NAMES = List.of("W", "W_carry", "b", "b_carry");
    /** (filters, channels, spatial axes…) to (spatial axes…, channels, filters). */
    private static final List<Integer> TO_CHANNELS_LAST_2D = List.of(2, 3, 1, 0);

    private static final List<Integer> TO_CHANNELS_LAST_3D = List.of(2, 3, 4, 1, 0);
    private static final List<Integer> TRANSPOSED_CONVOLUTION = List.of(0, 1, 3, 2);
    private static final List<Integer> TRANSPOSED_CONVOLUTION_FIRST = List.of(2, 3, 0, 1);

    private final List<NamedWeight> stored;
    private final List<NamedWeight> upgraded = new ArrayList<>();
    private int next;

    private Keras1Weights(List<NamedWeight> stored) {
        this.stored = stored;
    }

    /**
     * The weights of a layer of the model, with all in it.
     *
     * @param stored in the order of the file
     * @return as many as the layer has, unless the file has too many or too few
     */
    static List<NamedWeight> upgrade(KerasLayer layer, List<NamedWeight> stored) {
        Keras1Weights weights = new Keras1Weights(stored);
        List<WeightSlot> slots = WeightOrder.of(layer);
        int end = 0;
        for (int start = 0; start < slots.size(); start = end) {
            KerasLayer owner = slots.get(start).owner();
            while (end < slots.size() && slots.get(end).owner() == owner) {
                end++;
            }
            weights.take(owner.config(), slots.subList(start, end));
        }
        weights.upgraded.addAll(stored.subList(weights.next, stored.size()));
        return weights.upgraded;
    }

    /** The weights for the slots of one layer, which are consecutive. */
    private void take(LayerConfig config, List<WeightSlot> slots) {
        switch (config.className()) {
            case "LSTM" -> takeGates(config, slots, "units", LSTM_GATES, LSTM_ORDER);
            case "ConvLSTM2D" -> takeGates(config, slots, "filters", LSTM_GATES, LSTM_ORDER);
            case "GRU" -> takeGates(config, slots, "units", GRU_GATES, GRU_GATES);
            case "Highway" -> takeNamed(slots.size(), slots.size() == HIGHWAY_NAMES.size());
            default -> {
                for (WeightSlot slot : slots) {
                    for (NamedWeight weight : rest(1)) {
                        upgraded.add(new NamedWeight(weight.name(), converted(config, slot, weight.weight())));
                    }
                }
            }
        }
    }

    /** The next weights, fewer if there are not so many. */
    private List<NamedWeight> rest(int count) {
        List<NamedWeight> found = stored.subList(next, Math.min(next + count, stored.size()));
        next += found.size();
        return found;
    }

    /** Arrays of gates in groups of W, U and b; or already joined, as for {@code consume_less='gpu'}. */
    private void takeGates(
            LayerConfig config, List<WeightSlot> slots, String size, List<String> inFile, List<String> order) {
        int units = config.integer(size);
        int count = inFile.size() * slots.size();
        boolean apart = stored.size() - next >= count && count > 0 && columns(config, slots.get(0)) == units;
        if (!apart) {
            upgraded.addAll(rest(slots.size()));
            return;
        }
        List<NamedWeight> block = rest(count);
        for (int kind = 0; kind < slots.size(); kind++) {
            List<Weight> gates = new ArrayList<>();
            for (String gate : order) {
                Weight weight =
                        block.get(inFile.indexOf(gate) * slots.size() + kind).weight();
                gates.add(converted(config, slots.get(kind), weight));
            }
            upgraded.add(new NamedWeight(block.get(kind).name(), ComputedWeight.concatenated(gates)));
        }
    }

    /** The last axis of the next weight, in its new layout. */
    private int columns(LayerConfig config, WeightSlot slot) {
        Weight weight = converted(config, slot, stored.get(next).weight());
        return weight.shape().rank() == 0 ? -1 : weight.shape().length(-1);
    }

    /** Of Highway: until Keras 1.1 W, b, W_carry, b_carry, then W, W_carry, b, b_carry. */
    private void takeNamed(int count, boolean hasBias) {
        List<NamedWeight> found = new ArrayList<>(rest(count));
        boolean older = hasBias
                && found.size() == count
                && found.get(1).weight().shape().rank() == 1;
        if (older) {
            found.add(1, found.remove(2));
        }
        upgraded.addAll(found);
    }

    private static Weight converted(LayerConfig config, WeightSlot slot, Weight weight) {
        boolean kernel = slot.name().endsWith("kernel");
        int rank = weight.shape().rank();
        return switch (config.className()) {
            case "Conv1D" -> kernel && rank == 4 ? kernelOfOneAxis(config, weight) : weight;
            case "Conv2D", "SeparableConv2D", "ConvLSTM2D" ->
                kernel && rank == 4 && !config.channelsLast()
                        ? ComputedWeight.transposed(weight, TO_CHANNELS_LAST_2D)
                        : weight;
            case "Conv3D" ->
                kernel && rank == 5 && !config.channelsLast()
                        ? ComputedWeight.transposed(weight, TO_CHANNELS_LAST_3D)
                        : weight;
            case "Conv2DTranspose" ->
                kernel && rank == 4
                        ? ComputedWeight.transposed(
                                weight, config.channelsLast() ? TRANSPOSED_CONVOLUTION : TRANSPOSED_CONVOLUTION_FIRST)
                        : weight;
            case "BatchNormalization" ->
                slot.name().equals("moving_variance") && config.writer().keepsStandardDeviation()
                        ? variance(weight, config.number("epsilon", 1e-3))
                        : weight;
            default -> weight;
        };
    }

    /** Of shape (length, 1, channels, filters); in Keras 1.0 (filters, channels, length, 1). */
    private static Weight kernelOfOneAxis(LayerConfig config, Weight weight) {
        int length = config.integers("kernel_size", 1).get(0);
        int[] shape = weight.shape().lengths();
        boolean newer = shape[0] == length && shape[1] == 1 && shape[3] == config.integer("filters");
        Weight ordered = newer ? weight : ComputedWeight.transposed(weight, TO_CHANNELS_LAST_2D);
        return ordered.shape().length(1) == 1
                ? ComputedWeight.reshaped(ordered, ordered.shape().remove(1))
                : weight;
    }

    /** The variance whose root, after adding epsilon, is the standard deviation plus epsilon. */
    private static Weight variance(Weight deviation, double epsilon) {
        return new ComputedWeight(deviation.shape(), () -> {
            float[] values = deviation.read().clone();
            for (int i = 0; i < values.length; i++) {
                double divisor = values[i] + epsilon;
                values[i] = (float) (divisor * divisor - epsilon);
            }
            return values;
        });
    }
}
