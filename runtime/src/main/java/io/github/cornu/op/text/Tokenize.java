package io.github.cornu.op.text;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of the words of each text: (…, code points) to (…, n). A text is standardized, split into tokens, these
 * are joined to n-grams by spaces, and each is looked up. The rest of the row is filled with {@code padding}. Texts
 * that are not split are tokens themselves, those along the last axis of a row: (batch, …, texts, code points) to
 * (batch, …, n); of (batch, code points) each row has one.
 *
 * @param lower whether capital letters of ASCII become small ones
 * @param strip whether punctuation of ASCII is removed
 * @param split where to cut
 * @param ngrams how many tokens to join; all of the first number come first, then all of the second
 * @param unknown the number of what is not in the table
 * @param length how many numbers to give; 0: as many as there may be; {@link #LONGEST}
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
        implements OfTexts {
    /** As many numbers as the text with the most of them has, of all that are given at once. */
    public static final int LONGEST = -1;

    /** ASCII's unit separator, behind each token of {@link Split#UNIT_SEPARATOR}. */
    public static final char SEPARATOR = '\u001f';

    /** Where a text is split. */
    public enum Split {
        /** Nowhere: it is one token. */
        NONE,
        /** At whitespace of ASCII. */
        WHITESPACE,
        /** After each code point. */
        CHARACTER,
        /** At U+001F, ASCII's unit separator, which is behind each token; one may be empty. */
        UNIT_SEPARATOR
    }

    /** The slots of a standardized text, of where its tokens start and end, and of an n-gram. */
    private record Scratch(int plain, int bounds, int joined) {}

    private static final String PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
    private static final Shape FREE = Shape.of(Shape.FREE);
    private static final String SPACES = " \t\n\u000b\f\r";

    public Tokenize {
        ngrams = List.copyOf(ngrams);
        if (length < LONGEST || ngrams.isEmpty() || ngrams.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(length + " numbers of " + ngrams + " tokens each");
        }
    }

    /** Whether the shape of the output depends on what the texts are. */
    public boolean isLongest() {
        return length == LONGEST;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 2);
        return outputShape(inputs.get(0), length > 0 ? length : most(inputs.get(0)));
    }

    /** The shape of the output with that many numbers in a row. */
    public Shape outputShape(Shape input, int numbers) {
        int axes = input.rank() - (hasRowsOfTexts(input) ? 2 : 1);
        return input.axes(0, axes).append(numbers == Shape.FREE ? FREE : Shape.of(numbers));
    }

    private boolean hasRowsOfTexts(Shape input) {
        return split == Split.NONE && input.rank() > 2;
    }

    /** How many texts there are in a row. */
    private int texts(Shape input) {
        return hasRowsOfTexts(input) ? input.length(-2) : 1;
    }

    /** How many numbers there may be in a row. */
    private int most(Shape input) {
        int texts = texts(input);
        int width = input.length(-1);
        if (texts == Shape.FREE || split != Split.NONE && width == Shape.FREE) {
            return Shape.FREE;
        }
        return hasRowsOfTexts(input) ? numbers(texts) : Math.multiplyExact(tokens(texts, width), ngrams.size());
    }

    /** How many n-grams there are of so many tokens. */
    private int numbers(int tokens) {
        int numbers = 0;
        for (int i = 0; i < ngrams.size(); i++) {
            numbers = Math.addExact(numbers, Math.max(0, tokens - ngrams.get(i) + 1));
        }
        return numbers;
    }

    /** How many tokens a row of texts of that many code points may have. */
    private int tokens(int texts, int width) {
        if (split == Split.NONE) {
            return texts;
        }
        return Math.max(1, split == Split.WHITESPACE ? (width + 1) / 2 : width);
    }

    /**
     * How many numbers the text with the most of them has; allocates nothing.
     *
     * @param texts rows of {@code width} code points each
     */
    public int longest(float[] texts, int width) {
        int most = 0;
        for (int from = 0; from < texts.length; from += width) {
            most = Math.max(most, numbers(count(texts, from, from + Texts.end(texts, from, width))));
        }
        return most;
    }

    private int count(float[] text, int from, int end) {
        if (split == Split.NONE) {
            return 1;
        }
        int count = 0;
        if (split == Split.UNIT_SEPARATOR) {
            for (int i = from; i < end; i++) {
                count += text[i] == SEPARATOR ? 1 : 0;
            }
            return count;
        }
        boolean inside = false;
        for (int i = from; i < end; i++) {
            int code = (int) text[i];
            if (!isRemoved(code)) {
                count += begins(code, inside) ? 1 : 0;
                inside = !isGap(code);
            }
        }
        return count;
    }

    private boolean isRemoved(int code) {
        return strip && PUNCTUATION.indexOf(code) >= 0;
    }

    /** Whether a code point is in no token. */
    private boolean isGap(int code) {
        return split == Split.WHITESPACE && SPACES.indexOf(code) >= 0;
    }

    /** @param inside whether the code point before is in a token */
    private boolean begins(int code, boolean inside) {
        return !isGap(code) && (split == Split.CHARACTER || !inside);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int width = binding.inputShape(0).length(-1);
            int texts = texts(binding.inputShape(0));
            int rows = binding.outputShape(0).size(0, binding.outputShape(0).rank() - 1);
            int columns = binding.outputShape(0).length(-1);
            int[] sizes = ngrams.stream().mapToInt(Integer::intValue).toArray();
            int tokens = tokens(texts, width);
            Scratch scratch = new Scratch(
                    binding.scratch(texts * width),
                    binding.scratch(2 * tokens),
                    binding.scratch(texts * width + tokens));
            return m -> {
                for (int r = 0; r < rows; r++) {
                    int count = cut(m, scratch, m.slot(x), r * texts * width, texts, width);
                    int next = r * columns;
                    for (int i = 0; i < sizes.length; i++) {
                        next = look(m, scratch, count, sizes[i], m.slot(y), next, (r + 1) * columns);
                    }
                    Arrays.fill(m.slot(y), next, (r + 1) * columns, padding);
                }
            };
        };
    }

    /** Standardizes a row and notes where each token starts and ends; returns how many there are. */
    private int cut(Memory m, Scratch scratch, float[] row, int from, int texts, int width) {
        float[] plain = m.slot(scratch.plain());
        float[] bounds = m.slot(scratch.bounds());
        int end = 0;
        for (int text = 0; text < texts; text++) {
            int start = end;
            end = plain(row, from + text * width, width, plain, start);
            if (split == Split.NONE) {
                bounds[2 * text] = start;
                bounds[2 * text + 1] = end;
            }
        }
        return split == Split.NONE ? texts : split(plain, end, bounds);
    }

    /** Standardizes a text and returns where it ends. */
    private int plain(float[] text, int from, int width, float[] plain, int start) {
        int end = from + Texts.end(text, from, width);
        int length = start;
        for (int i = from; i < end; i++) {
            int code = (int) text[i];
            if (!isRemoved(code)) {
                plain[length++] = lower && code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
            }
        }
        return length;
    }

    /** Where each token starts and ends; returns how many there are. */
    private int split(float[] plain, int end, float[] bounds) {
        if (split == Split.UNIT_SEPARATOR) {
            return separated(plain, end, bounds);
        }
        int count = 0;
        boolean inside = false;
        for (int i = 0; i < end; i++) {
            int code = (int) plain[i];
            if (begins(code, inside)) {
                bounds[2 * count++] = i;
            }
            inside = !isGap(code);
            if (inside) {
                bounds[2 * count - 1] = i + 1;
            }
        }
        return count;
    }

    private static int separated(float[] plain, int end, float[] bounds) {
        int count = 0;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (plain[i] == SEPARATOR) {
                bounds[2 * count] = start;
                bounds[2 * count + 1] = i;
                count++;
                start = i + 1;
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
