package io.github.cornu.hub.tokenizer.bytepair;

import java.util.Arrays;

/** The rank of each pair of tokens that are joined: a hash table with open addressing. */
final class PairTable {
    static final int NONE = -1;
    private static final long EMPTY = -1;

    private final long[] keys;
    private final int[] ranks;

    /** @param count how many pairs there will be */
    PairTable(int count) {
        int size = Integer.highestOneBit(Math.max(8, count)) * 4;
        keys = new long[size];
        ranks = new int[size];
        Arrays.fill(keys, EMPTY);
    }

    void put(int left, int right, int rank) {
        int slot = slot(left, right);
        keys[slot] = key(left, right);
        ranks[slot] = rank;
    }

    /** The rank of a pair, or {@link #NONE}. */
    int rank(int left, int right) {
        int slot = slot(left, right);
        return keys[slot] == EMPTY ? NONE : ranks[slot];
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    private int slot(int left, int right) {
        long key = key(left, right);
        long hash = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & keys.length - 1;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
