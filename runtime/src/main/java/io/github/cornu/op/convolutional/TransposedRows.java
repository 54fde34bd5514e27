package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Computes rows of the output of a {@link TransposedConvolution} for inputs of one shape: phase by phase, each of them
 * a convolution whose outputs are apart from each other. Immutable.
 */
final class TransposedRows implements SharedRows.RowsOfSample {
    private final GatheredWindows[] parts;
    private final PackedWeights[] packed;
    private final float[] start;
    private final Epilogue epilogue;
    private final int x;
    private final int y;
    private final int inputFloats;
    /** Pixels of an image of the output, and of a row of it. */
    private final int pixels;

    private final int columns;
    /** Whether some outputs are reached by no input. */
    private final boolean hasGaps;

    /**
     * @param packed the weights of each phase
     * @param start what outputs are that no input reaches, a number for each filter
     */
    TransposedRows(
            Binding binding,
            List<TransposedPhase> phases,
            List<PackedWeights> packed,
            float[] start,
            Epilogue epilogue) {
        this.packed = packed.toArray(PackedWeights[]::new);
        this.start = start;
        this.epilogue = epilogue;
        Shape input = binding.inputShape(0);
        Shape output = binding.outputShape(0);
        parts = phases.stream()
                .map(phase -> windows(phase, input, start.length))
                .toArray(GatheredWindows[]::new);
        x = binding.input(0);
        y = binding.output(0);
        inputFloats = input.size(1, input.rank());
        columns = output.size(2, input.rank() - 1);
        pixels = output.length(1) * columns;
        hasGaps = List.of(parts).stream().mapToInt(GatheredWindows::count).sum() < pixels;
    }

    private static GatheredWindows windows(TransposedPhase phase, Shape input, int filters) {
        int channels = input.length(-1);
        TransposedPhase.Map map = phase.map(input);
        Gatherer gatherer = new Gatherer(map.positions(), phase.elements(), channels, channels);
        return new GatheredWindows(gatherer, map.outputs(), filters);
    }

    @Override
    public void run(Memory m, int sample, int first, int end, Scratch scratch) {
        int filters = start.length;
        int pixel = first * columns;
        int stop = end * columns;
        int to = sample * pixels * filters;
        if (hasGaps) {
            for (int i = pixel; i < stop; i++) {
                System.arraycopy(start, 0, m.slot(y), to + i * filters, filters);
            }
        }
        int from = sample * inputFloats;
        for (int i = 0; i < parts.length; i++) {
            GatheredWindows part = parts[i];
            part.multiply(
                    part.firstFrom(pixel), part.firstFrom(stop), m.slot(x), from, packed[i], m.slot(y), to, scratch);
        }
        epilogue.run(m.slot(y), to + pixel * filters, stop - pixel, filters, scratch);
    }
}
