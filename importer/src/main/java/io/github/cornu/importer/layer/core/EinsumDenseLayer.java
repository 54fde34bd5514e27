package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code keras.layers.EinsumDense}. */
public class EinsumDenseLayer extends SingleLayer {
    private final EinsumEquation equation;
    private final List<Integer> outputLengths;
    private final String biasAxes;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;
    private final Lora lora;

    public EinsumDenseLayer(LayerConfig config, LayerFactory factory, boolean frozen) {
        super(config);
        equation = EinsumEquation.parse(config.string("equation", ""));
        outputLengths = config.lengths("output_shape");
        biasAxes = config.string("bias_axes", "");
        kernel = frozen ? nonTrainableWeight("kernel") : Lora.weight(this, "kernel");
        bias = biasAxes.isEmpty() ? null : weight("bias");
        lora = Lora.of(this, "kernel");
        activation = Activations.read(this, factory, "activation", "linear");
    }

    /**
     * A projection that another layer makes: of the last axes of its input to others, with a bias for each of these.
     *
     * @param summed how many axes of the input
     * @param lengths of the axes that take their place; free: as the weights say
     */
    public EinsumDenseLayer(
            LayerConfig config, int summed, List<Integer> lengths, boolean usesBias, Activation activation) {
        super(config);
        equation = EinsumEquation.projection(summed, lengths.size());
        outputLengths = lengths;
        biasAxes = usesBias ? equation.output() : "";
        kernel = weight("kernel");
        bias = usesBias ? weight("bias") : null;
        lora = null;
        this.activation = Activations.of(activation);
    }

    @Override
    public String streamAdvice() {
        return "leave the time axis out of its kernel and bias";
    }

    @Override
    public final Value apply(Lowering g, Value x) {
        EinsumEquation full = equation.forRank(x.shape().rank());
        return activation.apply(g, biased(g, full, x));
    }

    /** The product, with its bias. */
    Value biased(Lowering g, EinsumEquation full, Value x) {
        EinsumLowering einsum = new EinsumLowering(g.inFloat(), full);
        Weight weights = kernel(kernelShape(full, x.shape()));
        boolean early = bias != null && half() == null && einsum.takesBias(biasAxes);
        Value y = g.rounded(einsum.apply(x, weights, early ? ordered(einsum) : null));
        return early ? y : plusBias(g, full, y, UnaryOperator.identity());
    }

    /** The sum of a product and the bias, which is changed before. */
    final Value plusBias(Lowering g, EinsumEquation full, Value y, UnaryOperator<Weight> change) {
        return bias == null
                ? y
                : g.add(
                        new Combine(Binary.ADD),
                        y,
                        g.add(new Constant(change.apply(bias.get(biasShape(full, y.shape()))))));
    }

    /** The kernel of that shape, with what LoRA adds. */
    final Weight kernel(int... shape) {
        return Lora.added(lora, kernel.get(shape));
    }

    /** What LoRA adds to a product with a kernel that is quantised; null: nothing. */
    final Lora lora() {
        return lora;
    }

    /** The kernel as it is in the file. */
    final WeightSlot kernel() {
        return kernel;
    }

    /** The lengths of the kernel's axes. */
    final int[] kernelShape(EinsumEquation full, Shape input) {
        int[] shape = new int[full.kernel().length()];
        for (int axis = 0; axis < shape.length; axis++) {
            char letter = full.kernel().charAt(axis);
            int own = full.input().indexOf(letter);
            shape[axis] = own >= 0 ? input.length(own) : outputLength(letter);
            if (shape[axis] == Shape.FREE && kernel.shape().rank() == shape.length) {
                shape[axis] = kernel.shape().length(axis);
            }
        }
        return shape;
    }

    /** The config tells the lengths of the output's axes but that of the batch. */
    private int outputLength(char letter) {
        int axis = equation.output().indexOf(letter) - (equation.ellipsis() == EinsumEquation.Ellipsis.FIRST ? 0 : 1);
        if (axis < 0 || axis >= outputLengths.size()) {
            throw new IllegalArgumentException(
                    "the output shape " + outputLengths + " for the equation '" + equation + "'");
        }
        return outputLengths.get(axis);
    }

    /** The bias of all axes that the kernel makes, in the kernel's order. */
    private Weight ordered(EinsumLowering einsum) {
        StringBuilder inOutput = new StringBuilder();
        equation.output()
                .chars()
                .filter(axis -> biasAxes.indexOf(axis) >= 0)
                .forEach(axis -> inOutput.append((char) axis));
        int[] lengths = inOutput.chars()
                .map(axis -> kernel.shape().length(equation.kernel().indexOf(axis)))
                .toArray();
        if (bias.shape().size() != Shape.of(lengths).size()) {
            bias.get(lengths);
        }
        return ComputedWeight.transposed(
                ComputedWeight.reshaped(bias.get(), Shape.of(lengths)), inOutput.toString(), einsum.made());
    }

    /** From the first axis that it is for to the last one of the output; 1 for those that it is not for. */
    private int[] biasShape(EinsumEquation full, Shape output) {
        int first = full.output().length();
        for (char axis : biasAxes.toCharArray()) {
            first = Math.min(first, full.output().indexOf(axis));
        }
        if (first < 0) {
            throw new IllegalArgumentException("a bias along '" + biasAxes + "' for the equation '" + equation + "'");
        }
        int[] shape = new int[full.output().length() - first];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = biasAxes.indexOf(full.output().charAt(first + i)) >= 0 ? output.length(first + i) : 1;
        }
        return shape;
    }
}
