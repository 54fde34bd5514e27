package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.layers.EinsumDense} quantised to int8, int4 or float8. Where the inputs are quantised, the equation must
 * be a projection of their last axes to others.
 */
public final class QuantizedEinsumDenseLayer extends EinsumDenseLayer {
    private final Quantization quantization;
    private final StoredQuantization stored;
    private final Slots slots;

    /** What the file has beside the kernel; null for what it has not. */
    private record Slots(Float8Scales float8, WeightSlot scale, WeightSlot zero, WeightSlot groups) {}

    QuantizedEinsumDenseLayer(LayerConfig config, LayerFactory factory, Quantization quantization) {
        super(config, factory, quantization.mode() != Quantization.Mode.FLOAT8);
        this.quantization = quantization;
        stored = null;
        slots = declared(quantization.mode() == Quantization.Mode.FLOAT8, quantization.block() > 0);
    }

    /** One that is quantised as the file has it, if at all. */
    QuantizedEinsumDenseLayer(LayerConfig config, LayerFactory factory, StoredQuantization stored) {
        super(config, factory, !stored.isFloat8());
        quantization = null;
        this.stored = stored;
        slots = declared(stored.isFloat8(), true);
    }

    /**
     * A projection that another layer makes, as {@link EinsumDenseLayer} says. Whether it is quantised, only the file
     * tells.
     */
    public QuantizedEinsumDenseLayer(
            LayerConfig config, int summed, List<Integer> lengths, boolean usesBias, Activation activation) {
        super(config, summed, lengths, usesBias, activation);
        quantization = null;
        StoredQuantization inConfig = StoredQuantization.of(config);
        stored = inConfig == null ? StoredQuantization.ANY : inConfig;
        slots = declared(stored.isFloat8(), true);
    }

    private Slots declared(boolean isFloat8, boolean blocks) {
        return isFloat8
                ? new Slots(new Float8Scales(this), null, null, null)
                : new Slots(
                        null,
                        nonTrainableWeight("kernel_scale"),
                        blocks ? nonTrainableWeight("kernel_zero") : null,
                        blocks ? nonTrainableWeight("g_idx") : null);
    }

    @Override
    public List<WeightSlot> leftOut() {
        if (stored == null) {
            return List.of();
        }
        return slots.float8 == null ? List.of(slots.scale, slots.zero, slots.groups) : slots.float8.all();
    }

    private boolean isPlain() {
        return stored != null && !(slots.float8 == null ? slots.scale.isBound() : slots.float8.areBound());
    }

    @Override
    public boolean savesAsDeclared() {
        return Quantization.isSavedAsDeclared(config());
    }

    @Override
    Value biased(Lowering g, EinsumEquation full, Value x) {
        if (isPlain()) {
            return super.biased(g, full, x);
        }
        EinsumLowering einsum = new EinsumLowering(g, full);
        int[] shape = kernelShape(full, x.shape());
        if (slots.float8 != null) {
            Value y = einsum.apply(slots.float8.inputs(g, x), slots.float8.kernel(kernel(shape)), null);
            return plusBias(g, full, y, HalfPrecision.BFLOAT16::round);
        }
        Matrix matrix =
                quantization == null || quantization.mode() == Quantization.Mode.INT4 ? matrix(full, shape) : null;
        Quantization how = quantization == null ? read(shape, matrix) : quantization;
        boolean isInt8 = how.mode() == Quantization.Mode.INT8;
        Weight numbers = isInt8 ? kernel().get(shape) : dequantized(how, matrix, shape);
        boolean quantizesInputs = how.inputs() != null && how.block() == 0;
        int summed = quantizesInputs ? summed(full) : 0;
        Value rows = quantizesInputs ? how.inputs().scale(g, x, summed) : null;
        Value in = quantizesInputs ? how.inputs().quantize(g, x, rows) : x;
        Value y = einsum.apply(in, numbers, null);
        Value divisor = isInt8 ? g.add(new Constant(broadcast())) : null;
        if (quantizesInputs) {
            Value aligned = aligned(g, rows, y.shape().rank(), summed);
            divisor = isInt8 ? g.add(new Combine(Binary.MULTIPLY), divisor, aligned) : aligned;
        }
        if (divisor != null) {
            Shape before = y.shape();
            y = g.add(new Combine(Binary.DIVIDE), y, divisor);
            if (!y.shape().equals(before)) {
                throw new IllegalArgumentException("the weight 'kernel_scale' has shape " + slots.scale.shape());
            }
        }
        Value sum = Lora.added(lora(), g, x, y, (input, weight) -> einsum.apply(input, weight, null));
        return plusBias(g, full, sum, UnaryOperator.identity());
    }

    /** Keras flattens the kernel to summed axes by all others, in the order that they have. */
    private record Matrix(int rows, int columns) {}

    /** @param shape of the kernel; an axis whose length is free gets the one that it must have */
    private Matrix matrix(EinsumEquation full, int[] shape) {
        int rows = 1;
        int columns = 1;
        int free = -1;
        for (int axis = 0; axis < shape.length; axis++) {
            boolean summed = full.output().indexOf(full.kernel().charAt(axis)) < 0;
            if (shape[axis] != Shape.FREE) {
                rows *= summed ? shape[axis] : 1;
                columns *= summed ? 1 : shape[axis];
            } else if (summed || free >= 0) {
                throw new UnsupportedModelException("an int4 kernel whose shape is not in the config");
            } else {
                free = axis;
            }
        }
        if (free >= 0) {
            shape[free] = slots.scale.shape().length(-1) / columns;
            columns *= shape[free];
        }
        return new Matrix(rows, columns);
    }

    private Quantization read(int[] shape, Matrix matrix) {
        Shape packed = Shape.of(matrix.rows(), QuantizedWeights.packed(matrix.columns()));
        return stored.read(kernel().shape(), Shape.of(shape), packed, slots.zero, 0, matrix.rows(), null);
    }

    private Weight dequantized(Quantization how, Matrix matrix, int[] shape) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        Weight numbers = QuantizedWeights.unpacked(kernel(), rows, columns);
        if (how.block() == 0) {
            return ComputedWeight.reshaped(
                    QuantizedWeights.columnsDivided(numbers, slots.scale.get(columns)), Shape.of(shape));
        }
        int count = how.blocks(rows);
        int[] group = QuantizedWeights.groups(slots.groups, rows, count);
        Weight values = QuantizedWeights.inGroups(
                numbers, slots.scale.get(count, columns), slots.zero.get(count, columns), group, true);
        return ComputedWeight.reshaped(values, Shape.of(shape));
    }

    /** How many of the last axes of the input are summed. */
    private static int summed(EinsumEquation full) {
        int kept = 0;
        while (kept < full.input().length()
                && full.output().indexOf(full.input().charAt(kept)) == kept) {
            kept++;
        }
        String summed = full.input().substring(kept);
        boolean isProjection = full.kernel()
                        .chars()
                        .noneMatch(
                                full.input().substring(0, kept).chars().boxed().toList()::contains)
                && summed.chars()
                        .allMatch(letter -> full.kernel().indexOf(letter) >= 0
                                && full.output().indexOf(letter) < 0)
                && full.output().length() > kept;
        if (!isProjection) {
            throw new UnsupportedModelException("quantised inputs for the equation '" + full + "'");
        }
        return summed.length();
    }

    /** The scales of the rows with as many axes of length 1 as the kernel makes. */
    private static Value aligned(Lowering g, Value rows, int rank, int summed) {
        Value scales = rows;
        int kept = rows.shape().rank() - summed;
        for (int made = rank - kept; made > scales.shape().rank() - kept; ) {
            scales = g.add(Reshape.expandDims(kept), scales);
        }
        while (scales.shape().rank() > rank) {
            scales = g.add(Reshape.squeeze(kept), scales);
        }
        return scales;
    }

    /** The scales of the kernel without the axes of the batch and others that it does not make. */
    private Weight broadcast() {
        Weight stored = slots.scale.get();
        int first = 0;
        while (first < stored.shape().rank() - 1 && stored.shape().length(first) == 1) {
            first++;
        }
        return ComputedWeight.reshaped(
                stored, stored.shape().axes(first, stored.shape().rank()));
    }
}
