package io.github.cornu.hub.tokenizer.bytepair;

import io.github.cornu.ModelException;
import java.util.List;
import java.util.Map;

/** Joins neighbouring tokens, the pair of the lowest rank first, of equal ones the leftmost. Immutable. */
final class Merges {
    private final PairTable ranks;
    private final int[] joined;

    /**
     * @param vocabulary ids by token
     * @param lines of two tokens with a space between them, the lowest rank first; one with {@code #version:} is none
     */
    Merges(Map<String, Integer> vocabulary, List<String> lines) {
        ranks = new PairTable(lines.size());
        joined = new int[lines.size()];
        int rank = 0;
        for (String line : lines) {
            if (line.contains("#version:")) {
                continue;
            }
            int space = line.indexOf(' ');
            if (space < 0 || line.indexOf(' ', space + 1) >= 0) {
                throw new ModelException("the merge rule '" + line + "' is not two tokens");
            }
            String left = line.substring(0, space);
            String right = line.substring(space + 1);
            joined[rank] = id(vocabulary, left + right, line);
            ranks.put(id(vocabulary, left, line), id(vocabulary, right, line), rank);
            rank++;
        }
    }

    private static int id(Map<String, Integer> vocabulary, String token, String line) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new ModelException(
                    "the merge rule '" + line + "' needs '" + token + "', which is not in the vocabulary");
        }
        return id;
    }

    /** The tokens after all joins; the array that is given changes. */
    int join(int[] tokens, int count) {
        int[] previous = new int[count];
        int[] next = new int[count];
        RankQueue queue = new RankQueue();
        for (int i = 0; i < count; i++) {
            previous[i] = i - 1;
            next[i] = i == count - 1 ? -1 : i + 1;
            offer(tokens, i, next[i], queue);
        }
        while (!queue.isEmpty()) {
            long first = queue.take();
            int at = (int) first;
            int right = next[at];
            // A token that was joined to the one before it has become negative.
            if (tokens[at] < 0 || right < 0 || !leadsTo(joined[(int) (first >>> 32)], tokens[at], tokens[right])) {
                continue;
            }
            tokens[at] = joined[(int) (first >>> 32)];
            tokens[right] = -1;
            next[at] = next[right];
            if (next[at] >= 0) {
                previous[next[at]] = at;
            }
            offer(tokens, previous[at], at, queue);
            offer(tokens, at, next[at], queue);
        }
        return compact(tokens, count);
    }

    private boolean leadsTo(int token, int left, int right) {
        int rank = ranks.rank(left, right);
        return rank != PairTable.NONE && joined[rank] == token;
    }

    private void offer(int[] tokens, int left, int right, RankQueue queue) {
        if (left < 0 || right < 0) {
            return;
        }
        int rank = ranks.rank(tokens[left], tokens[right]);
        if (rank != PairTable.NONE) {
            queue.add((long) rank << 32 | left);
        }
    }

    private static int compact(int[] tokens, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (tokens[i] >= 0) {
                tokens[kept++] = tokens[i];
            }
        }
        return kept;
    }
}
