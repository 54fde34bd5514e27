package io.github.cornu.op.text;

/**
 * FarmHash's Fingerprint64 and SipHash-2-4 of bytes, with which TensorFlow sorts texts into buckets. Each element of an
 * array is a byte, from 0 to 255.
 */
final class Fingerprint {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long CAT = 0xc6a4a7935bd1e995L;
    private static final int BLOCK = 64;

    private Fingerprint() {}

    /** FarmHash's fingerprint of the first bytes of an array. */
    static long farm(float[] s, int length) {
        if (length <= 16) {
            return upTo16(s, length);
        }
        long mul = K2 + length * 2L;
        if (length <= 32) {
            long a = word(s, 0) * K1;
            long b = word(s, 8);
            long c = word(s, length - 8) * mul;
            long d = word(s, length - 16) * K2;
            return mixed(turned(a + b, 43) + turned(c, 30) + d, a + turned(b + K2, 18) + c, mul);
        }
        return length <= BLOCK ? upTo64(s, length, mul) : longer(s, length);
    }

    private static long upTo16(float[] s, int length) {
        long mul = K2 + length * 2L;
        if (length >= 8) {
            long a = word(s, 0) + K2;
            long b = word(s, length - 8);
            return mixed(turned(b, 37) * mul + a, (turned(a, 25) + b) * mul, mul);
        }
        if (length >= 4) {
            return mixed(length + (half(s, 0) << 3), half(s, length - 4), mul);
        }
        if (length == 0) {
            return K2;
        }
        long y = (long) s[0] + ((long) s[length >> 1] << 8);
        long z = length + ((long) s[length - 1] << 2);
        return shifted(y * K2 ^ z * K0) * K2;
    }

    private static long upTo64(float[] s, int length, long mul) {
        long a = word(s, 0) * K2;
        long b = word(s, 8);
        long c = word(s, length - 8) * mul;
        long d = word(s, length - 16) * K2;
        long y = turned(a + b, 43) + turned(c, 30) + d;
        long z = mixed(y, a + turned(b + K2, 18) + c, mul);
        long e = word(s, 16) * mul;
        long f = word(s, 24);
        long g = (y + word(s, length - 32)) * mul;
        long h = (z + word(s, length - 24)) * mul;
        return mixed(turned(e + f, 43) + turned(g, 30) + h, e + turned(f + a, 18) + g, mul);
    }

    private static long longer(float[] s, int length) {
        // A variable, since the products overflow, which is meant and which constants must not.
        long seed = 81;
        long y = seed * K1 + 113;
        long z = shifted(y * K2 + 113) * K2;
        long x = seed * K2 + word(s, 0);
        long v0 = 0;
        long v1 = 0;
        long w0 = 0;
        long w1 = 0;
        long mul = K1;
        int end = (length - 1) / BLOCK * BLOCK;
        int rest = length - 1 & BLOCK - 1;
        for (int at = 0; ; at += BLOCK) {
            boolean last = at == end;
            int from = last ? length - BLOCK : at;
            if (last) {
                mul = K1 + ((z & 0xff) << 1);
                w0 += rest;
                v0 += w0;
                w0 += v0;
            }
            x = turned(x + y + v0 + word(s, from + 8), 37) * mul;
            y = turned(y + v1 + word(s, from + 48), 42) * mul;
            x ^= last ? w1 * 9 : w1;
            y += (last ? v0 * 9 : v0) + word(s, from + 40);
            z = turned(z + w0, 33) * mul;
            long a = v1 * mul;
            v1 = second(s, from, a, x + w0);
            v0 = first(s, from, a);
            long b = z + w1;
            w1 = second(s, from + 32, b, y + word(s, from + 16));
            w0 = first(s, from + 32, b);
            long swapped = z;
            z = x;
            x = swapped;
            if (last) {
                return mixed(mixed(v0, w0, mul) + shifted(y) * K0 + z, mixed(v1, w1, mul) + x, mul);
            }
        }
    }

    /** The first result of hashing 32 bytes with two seeds, which needs one of them only. */
    private static long first(float[] s, int at, long a) {
        return a + word(s, at) + word(s, at + 8) + word(s, at + 16) + word(s, at + 24);
    }

    /** The second result. */
    private static long second(float[] s, int at, long a, long b) {
        long start = a + word(s, at);
        long middle = start + word(s, at + 8) + word(s, at + 16);
        return turned(b + start + word(s, at + 24), 21) + turned(middle, 44) + start;
    }

    private static long mixed(long u, long v, long mul) {
        long a = (u ^ v) * mul;
        long b = (v ^ shifted(a)) * mul;
        return shifted(b) * mul;
    }

    private static long shifted(long value) {
        return value ^ value >>> 47;
    }

    private static long turned(long value, int bits) {
        return Long.rotateRight(value, bits);
    }

    private static long word(float[] s, int at) {
        return half(s, at) | half(s, at + 4) << 32;
    }

    private static long half(float[] s, int at) {
        return (long) s[at] | (long) s[at + 1] << 8 | (long) s[at + 2] << 16 | (long) s[at + 3] << 24;
    }

    /** The fingerprint of two. */
    static long joined(long a, long b) {
        long mixed = (a ^ CAT ^ shifted(b * CAT) * CAT) * CAT;
        return shifted(shifted(mixed) * CAT);
    }

    /** SipHash-2-4 of the first bytes of an array, with a key. */
    static long sip(float[] s, int length, long key0, long key1) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int blocks = length / 8 + 1;
        for (int round = 0; round < 2 * blocks + 4; round++) {
            boolean begins = round % 2 == 0 && round < 2 * blocks;
            boolean ends = round % 2 == 1 && round < 2 * blocks;
            long block = begins || ends ? block(s, length, round / 2) : 0;
            v3 ^= begins ? block : 0;
            v2 ^= round == 2 * blocks ? 0xff : 0;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= ends ? block : 0;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** Eight bytes; the last block has the length at its end. */
    private static long block(float[] s, int length, int index) {
        long block = index == length / 8 ? (long) length << 56 : 0;
        for (int i = 8 * index; i < Math.min(length, 8 * index + 8); i++) {
            block |= (long) s[i] << 8 * (i % 8);
        }
        return block;
    }
}
