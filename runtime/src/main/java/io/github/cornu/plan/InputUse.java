package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.reduce.Bincount;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.ConcatenateTexts;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.op.shape.Tile;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.op.text.Lookup;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TextNumber;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What a graph does with an input, as far as it tells which numbers or texts make sense there. */
public final class InputUse {
    private static final Set<Class<? extends Op>> PASSING = Set.of(
            Concatenate.class,
            ConcatenateTexts.class,
            Pad.class,
            Take.class,
            Repeat.class,
            Reverse.class,
            Slice.class,
            Tile.class,
            Transpose.class,
            CheckIntegers.class);

    /** What any text may be that is read as a number. */
    private static final List<String> NUMBERS = List.of("0.5", "-1.25", "3");

    /** Whole numbers are below that; 0: any number will do. */
    private long below;
    /** Numbers of a vocabulary, or null. */
    private float[] choice;

    private boolean mask;
    private List<String> words = List.of();

    private InputUse() {}

    /** The use of each input, in order. */
    public static List<InputUse> of(Graph graph) {
        return graph.inputs().stream().map(port -> of(graph, port.value())).toList();
    }

    private static InputUse of(Graph graph, int input) {
        InputUse use = new InputUse();
        boolean[] same = new boolean[graph.shapes().size()];
        same[input] = true;
        for (Node node : graph.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (same[node.inputs().get(i)]) {
                    use.read(node.op(), i);
                    if (node.op().isView() || PASSING.contains(node.op().getClass()) || isTruncation(node.op())) {
                        same[node.output()] = true;
                    }
                }
            }
        }
        return use;
    }

    private static boolean isTruncation(Op op) {
        return op instanceof Elementwise function && function.activation().function() == Unary.TRUNCATE;
    }

    private void read(Op op, int position) {
        if (op instanceof Gather gather) {
            limit(gather.table().shape().length(0));
        } else if (op instanceof Bincount count && position == 0) {
            limit(count.depth());
        } else if (op instanceof GatherRows && position == 1) {
            limit(1);
        } else if (op instanceof CheckIntegers whole) {
            limit((long) Math.min(10, whole.most() + 1.0));
        } else if (op instanceof Lookup lookup && lookup.buckets() == 0) {
            choice = lookup.keys().read();
        } else if (op instanceof TextNumber) {
            words = NUMBERS;
        } else if (op instanceof TextLookup lookup && words != NUMBERS) {
            words = texts(lookup.table());
        } else if (op instanceof Tokenize tokenize) {
            words = texts(tokenize.table());
        } else {
            mask |= op instanceof Where && position == 0
                    || op instanceof Recurrent recurrent && recurrent.isMasked() && position == 1
                    || op instanceof MaskedSoftmax && position == 1
                    || op instanceof AttentionOp && position >= AttentionOp.MASKS;
        }
    }

    private static List<String> texts(TokenTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(table::token)
                .map(token -> new String(token, 0, token.length))
                .toList();
    }

    private void limit(long length) {
        below = Math.max(1, below == 0 ? length : Math.min(below, length));
    }

    /** Whether only certain numbers make sense. */
    public boolean isKnown() {
        return below > 0 || choice != null || mask || !words.isEmpty();
    }

    /** One of these numbers; 0, which may stand for what is not there, only if it is the only one. */
    public float number(Random random) {
        if (choice != null) {
            return choice[random.nextInt(choice.length)];
        }
        return mask || below == 2 ? 1 : below < 2 ? 0 : 1 + random.nextInt((int) below - 1);
    }

    /** Texts of the vocabulary that it is looked up in, or none. */
    public List<String> words() {
        return words;
    }
}
