package io.github.cornu.hub.text;

/**
 * Tokens in a row of fixed length.
 *
 * @param tokenIds the tokens, filled up with padding
 * @param paddingMask 1 where a token is, 0 where padding
 * @param segmentIds which segment each token belongs to; 0 for padding
 */
public record Packed(int[] tokenIds, int[] paddingMask, int[] segmentIds) {}
