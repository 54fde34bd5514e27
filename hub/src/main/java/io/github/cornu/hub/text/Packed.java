package io.github.cornu.hub.text;

/** Tokens in a row of fixed length. */
public final class Packed {
    private final int[] tokenIds;
    private final int[] paddingMask;
    private final int[] segmentIds;

    Packed(int[] tokenIds, int[] paddingMask, int[] segmentIds) {
        this.tokenIds = tokenIds;
        this.paddingMask = paddingMask;
        this.segmentIds = segmentIds;
    }

    /** The tokens, filled up with padding. */
    public int[] tokenIds() {
        return tokenIds.clone();
    }

    /** 1 where a token is, 0 where padding. */
    public int[] paddingMask() {
        return paddingMask.clone();
    }

    /** Which segment each token belongs to, from 0; 0 for padding. */
    public int[] segmentIds() {
        return segmentIds.clone();
    }
}
