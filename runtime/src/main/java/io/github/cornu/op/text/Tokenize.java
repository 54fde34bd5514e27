package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of the words of each text: (batch, code points) to (batch, n). A text is standardized, split into tokens,
 * these are joined to n-grams by spaces, and each is looked up. The rest of the row is filled with {@code padding}.
 *
 * @param lower whether capital letters of ASCII become small ones
 * @param strip whether punctuation of ASCII is removed
 * @param split where to cut
 * @param ngrams how many tokens to join; all of the first number come first, then all of the second
 * @param unknown the number of what is not in the table
 * @param length how many numbers to give; 0: as many as there may be
 */
public record Tokenize(
        TokenTable table,
        boolean lower,
        boolean strip,
        Split split,
        List<Integer> ngrams,
        float unknown,
        int length,
        float padding)
        implements SingleOutput {
    /** Where a text is split. */
    public enum Split {
        /** Nowhere: it is one token. */
        NONE,
        /** At whitespace of ASCII. */
        WHITESPACE,
        /** After each code point. */
        CHARACTER
    }

    /** The slots of a standardized text, of where its tokens start and end, and of an n-gram. */
    private record Scratch(int plain, int bounds, int joined) {}

    private static final String PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
    private static final String SPACES = " \t\n\u000b\f\r";

    public Tokenize {
        ngrams = List.copyOf(ngrams);
        if (length < 0 || ngrams.isEmpty() || ngrams.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(length + " numbers of " + ngrams + " tokens each");
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.rank(inputs.get(0), 2);
        int width = inputs.get(0).length(1);
        int most = width == Shape.FREE ? Shape.FREE : Math.multiplyExact(tokens(width), ngrams.size());
        return inputs.get(0).with(1, length > 0 ? length : most);
    }

    /** How many tokens a text of that many code points may have. */
    private int tokens(int width) {
        if (split == Split.NONE) {
            return 1;
        }
        return Math.max(1, split == Split.WHITESPACE ? (width + 1) / 2 : width);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        throw new IllegalArgumentException("its input is texts");
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int rows = binding.inputShape(0).length(0);
            int width = binding.inputShape(0).length(1);
            int columns = binding.outputShape(0).length(1);
            int[] sizes = ngrams.stream().mapToInt(Integer::intValue).toArray();
            Scratch scratch = new Scratch(
                    binding.scratch(width), binding.scratch(2 * tokens(width)), binding.scratch(width + tokens(width)));
            return m -> {
                for (int r = 0; r < rows; r++) {
                    int end = plain(m.slot(x), r * width, width, m.slot(scratch.plain()));
                    int count = cut(m.slot(scratch.plain()), end, m.slot(scratch.bounds()));
                    int next = r * columns;
                    for (int i = 0; i < sizes.length; i++) {
                        next = look(m, scratch, count, sizes[i], m.slot(y), next, (r + 1) * columns);
                    }
                    Arrays.fill(m.slot(y), next, (r + 1) * columns, padding);
                }
            };
        };
    }

    /** Standardizes the text and returns its length. */
    private int plain(float[] text, int from, int width, float[] plain) {
        int end = from + Texts.end(text, from, width);
        int length = 0;
        for (int i = from; i < end; i++) {
            int code = (int) text[i];
            if (!(strip && PUNCTUATION.indexOf(code) >= 0)) {
                plain[length++] = lower && code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
            }
        }
        return length;
    }

    /** Where each token starts and ends; returns how many there are. */
    private int cut(float[] plain, int end, float[] bounds) {
        if (split == Split.NONE) {
            bounds[0] = 0;
            bounds[1] = end;
            return 1;
        }
        int count = 0;
        int i = 0;
        while (i < end) {
            int start = i;
            while (i < end && !(split == Split.WHITESPACE && SPACES.indexOf((int) plain[i]) >= 0)) {
                i++;
                if (split == Split.CHARACTER) {
                    break;
                }
            }
            if (i > start) {
                bounds[2 * count] = start;
                bounds[2 * count + 1] = i;
                count++;
            }
            if (split == Split.WHITESPACE) {
                i++;
            }
        }
        return count;
    }

    /** Writes the numbers of all n-grams of one size; returns where the next one goes. */
    private int look(Memory m, Scratch scratch, int count, int size, float[] y, int from, int to) {
        float[] text = m.slot(scratch.plain());
        float[] places = m.slot(scratch.bounds());
        int next = from;
        for (int first = 0; first + size <= count && next < to; first++) {
            float[] token = text;
            int start = (int) places[2 * first];
            int end = (int) places[2 * first + 1];
            if (size > 1) {
                token = m.slot(scratch.joined());
                start = 0;
                end = join(text, places, first, size, token);
            }
            float number = table.find(token, start, end);
            y[next++] = Float.isNaN(number) ? unknown : number;
        }
        return next;
    }

    private static int join(float[] text, float[] places, int first, int size, float[] joined) {
        int length = 0;
        for (int i = first; i < first + size; i++) {
            int start = (int) places[2 * i];
            int count = (int) places[2 * i + 1] - start;
            System.arraycopy(text, start, joined, length, count);
            length += count;
            if (i < first + size - 1) {
                joined[length++] = ' ';
            }
        }
        return length;
    }
}
