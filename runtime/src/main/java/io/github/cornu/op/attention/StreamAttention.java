package io.github.cornu.op.attention;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Causal {@link AttentionOp} in a stream: the queries of a call attend to its keys and to those of all calls before,
 * which are states. The bits are those of the attention over the whole sequence.
 *
 * <p>Inputs: as those of attention along one axis, (batch, steps, heads, depth) and so on. A mask has one step
 * along its axis of queries or along that of keys; one of keys becomes a state too. Output: (batch, steps, heads,
 * width). A call throws an {@link IllegalArgumentException} where the stream has more than {@code limit} steps.
 *
 * <p>With a sliding window the states keep the steps that it reaches back to, and a stream has no end.
 *
 * @param whole the attention over the whole sequence
 * @param limit steps that a stream can have; with a sliding window those that the states have room for
 * @param maskOfKeys which of the masks has an element for each key; -1 if none has
 */
public record StreamAttention(AttentionOp whole, int limit, int maskOfKeys, boolean slides) implements Op {
    public StreamAttention {
        if (limit < 1 || slides && limit != room(whole.visibility().window())) {
            throw new IllegalArgumentException("a stream of " + limit + " steps");
        }
    }

    /**
     * The operation for a stream.
     *
     * @param limit steps that a stream can have; it has no end if that is enough for a sliding window
     */
    public static StreamAttention of(AttentionOp whole, int limit, int maskOfKeys) {
        int window = whole.visibility().window();
        boolean slides = window > 0 && room(window) <= limit;
        return new StreamAttention(whole, slides ? (int) room(window) : limit, maskOfKeys, slides);
    }

    /** Steps in whole blocks: those before the next one that the window reaches, and one block of new ones. */
    private static long room(int window) {
        long blocks = (window - 1L + 2 * (StateSpec.BLOCK - 1)) / StateSpec.BLOCK;
        return (blocks + 1) * StateSpec.BLOCK;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        int steps = inputs.get(0).length(1);
        int keys = inputs.get(1).length(1);
        if (steps != keys && steps != Shape.FREE && keys != Shape.FREE) {
            throw new IllegalArgumentException(
                    "in a stream its queries and keys come at the same time; there are " + steps + " and " + keys);
        }
        return List.of(whole.outputShapes(inputs).get(0));
    }

    /** At the end of a stream. */
    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        List<Shape> all = List.of(
                inputs.get(0), inputs.get(1).with(1, limit), inputs.get(2).with(1, limit));
        return whole.flops(all, whole.outputShapes(all));
    }

    @Override
    public int stateCount() {
        return maskOfKeys < 0 ? StreamMasks.SEEN : StreamMasks.SEEN + 1;
    }

    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        List<StateSpec> states = new ArrayList<>();
        states.add(new StateSpec("steps", Shape.of(1), 1));
        states.add(state("keys", steps(inputs.get(1)), StateSpec.Order.STEP_BLOCKS));
        states.add(state("values", steps(inputs.get(2)), StateSpec.Order.PLAIN));
        if (maskOfKeys >= 0) {
            states.add(state("seen", Shape.of(limit), StateSpec.Order.PLAIN));
        }
        return states;
    }

    private StateSpec state(String name, Shape shape, StateSpec.Order order) {
        return new StateSpec(name, shape, shape.size(), order, !slides);
    }

    private Shape steps(Shape sequence) {
        return Shape.of(limit).append(Checks.fixedStep(sequence));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.AXIS;
    }

    @Override
    public Prepared prepare(Target target) {
        return prepare(target, whole.prepare(target));
    }

    @Override
    public Prepared prepare(Target target, Prepared whole) {
        PackedAttention packed = (PackedAttention) whole;
        StreamSteps kept = new StreamSteps(packed.visibility(), limit, slides);
        return binding -> new BoundStreamAttention(packed, kept, maskOfKeys, target, binding);
    }
}
