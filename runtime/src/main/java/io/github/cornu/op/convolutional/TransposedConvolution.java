package io.github.cornu.op.convolutional;

import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.FoldedWeight;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * activation(transposed convolution(x, kernel) + bias) over one to three spatial axes, channels last: what the gradient
 * of a {@link Convolution} does to its outputs.
 *
 * <p>Each output is the products in ascending order (spatial axes…, channel) of the kernel elements that reach it for
 * some input, from zero, one multiply-add each, inputs outside counting as zeros; then the bias is added.
 *
 * @param kernel shape (spatial axes…, input channels, output channels)
 * @param bias shape (output channels,), or null
 */
public record TransposedConvolution(Weight kernel, Weight bias, TransposedWindows windows, Activation activation)
        implements Linear {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        windows.windows().checkKernel(kernel);
        Checks.lastAxis(inputs.get(0), kernel.shape().length(-2));
        return windows.outputShape(inputs.get(0), kernel.shape().length(-1));
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.products(kernel, inputs) + Flops.given(bias, activation, outputs);
    }

    @Override
    public TransposedConvolution withActivation(Activation other) {
        return new TransposedConvolution(kernel, bias, windows, other);
    }

    @Override
    public TransposedConvolution folded(Weight scale, Weight shift) {
        return new TransposedConvolution(
                FoldedWeight.kernel(kernel, scale), FoldedWeight.bias(bias, scale, shift), windows, activation);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS && !windows.isStepwise()) {
            throw new IllegalArgumentException("its windows overlap in time");
        }
        return inputs.get(0);
    }

    @Override
    public List<WeightMatrix> matrices() {
        int channels = kernel.shape().length(-2);
        int[] columns = WeightMatrix.range(0, WeightMatrix.columns(kernel));
        List<WeightMatrix> matrices = new ArrayList<>();
        for (TransposedPhase phase : TransposedPhase.all(windows)) {
            int[] elements = phase.elementsOfWindow();
            int[] rows = new int[elements.length * channels];
            Arrays.setAll(rows, i -> elements[i / channels] * channels + i % channels);
            matrices.add(new WeightMatrix(kernel, rows, columns));
        }
        return matrices;
    }

    @Override
    public Prepared prepare(Target target) {
        float[] values = kernel.read();
        int channels = kernel.shape().length(-2);
        float[] start = bias == null ? new float[kernel.shape().length(-1)] : bias.read();
        List<TransposedPhase> phases = TransposedPhase.all(windows);
        List<PackedWeights> packed = phases.stream()
                .map(phase -> pack(target, values, phase.elementsOfWindow(), channels, start))
                .toList();
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        long bytes = PackedWeights.total(packed.toArray(PackedWeights[]::new));
        return Prepared.of(bytes, binding -> {
            Shape input = binding.inputShape(0);
            long nanos = Target.nanos(kernel, input.size(0, input.rank() - 1));
            int rows = binding.outputShape(0).length(1);
            TransposedRows work = new TransposedRows(binding, phases, packed, start, epilogue);
            return SharedRows.ofSamples(target.team(), input.length(0), rows, nanos, work);
        });
    }

    private static PackedWeights pack(Target target, float[] values, int[] elements, int channels, float[] start) {
        int filters = start.length;
        int size = channels * filters;
        float[] chosen = new float[elements.length * size];
        for (int i = 0; i < elements.length; i++) {
            System.arraycopy(values, elements[i] * size, chosen, i * size, size);
        }
        return target.packing().pack(chosen, 0, filters, elements.length * channels, filters, start);
    }
}
