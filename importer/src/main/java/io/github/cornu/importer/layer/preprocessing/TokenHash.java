package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.text.HashBuckets;
import io.github.cornu.tensor.Binary;
import java.util.List;

/** {@code salt} of layers that hash: without it FarmHash's fingerprint, with it SipHash. */
record TokenHash(boolean keyed, long key0, long key1) {
    /** The index of a token that is not in the vocabulary; -1 is that of a mask where none is counted. */
    static final float NOT_FOUND = -2f;

    static TokenHash read(LayerConfig config) {
        Object salt = config.value("salt");
        if (salt == null) {
            return new TokenHash(false, 0, 0);
        }
        List<?> keys = salt instanceof List<?> list ? list : List.of(salt, salt);
        if (keys.size() != 2 || !(keys.get(0) instanceof Long first) || !(keys.get(1) instanceof Long second)) {
            throw new IllegalArgumentException("'salt' is " + salt + ", expected one or two whole numbers");
        }
        return new TokenHash(true, first, second);
    }

    /**
     * Checks how many buckets there are.
     *
     * @throws UnsupportedModelException if floats cannot hold their numbers
     */
    static int checked(int buckets) {
        if (buckets > NumberType.EXACT) {
            throw new UnsupportedModelException(
                    buckets + " bins, and whole numbers are exact up to " + NumberType.EXACT);
        }
        return buckets;
    }

    /** The bucket of each text or number. */
    Value bucket(Lowering g, Value x, int buckets) {
        return g.add(new HashBuckets(g.isTexts(x), keyed, key0, key1, buckets), x);
    }

    /** What was found of each text or number; in place of {@link #NOT_FOUND}, {@code start} plus its bucket. */
    Value orBucket(Lowering g, Value x, Value found, int start, int buckets) {
        Value bucket = Numbers.scalar(g, Binary.ADD, bucket(g, x, buckets), start);
        return Numbers.select(g, Numbers.scalar(g, Binary.EQUAL, found, NOT_FOUND), bucket, found);
    }
}
