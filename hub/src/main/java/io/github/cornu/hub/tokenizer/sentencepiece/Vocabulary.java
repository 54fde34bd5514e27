package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pieces of a file by id and by text. Immutable. */
final class Vocabulary {
    private final byte[][] texts;
    private final float[] scores;
    private final PieceType[] types;
    private final Map<String, Integer> reserved = new HashMap<>();
    private final PieceTrie trie;
    private final PieceTrie userDefined;
    private final int[] byteIds = new int[256];
    private final Map<Integer, Byte> bytes = new HashMap<>();
    private int unknown = -1;

    Vocabulary(PieceModel model) {
        int size = model.pieces.size();
        texts = new byte[size][];
        scores = new float[size];
        types = new PieceType[size];
        for (int id = 0; id < size; id++) {
            PieceModel.Piece piece = model.pieces.get(id);
            texts[id] = piece.bytes;
            scores[id] = piece.score;
            types[id] = piece.type;
            if (!piece.type.inTexts() && reserved.putIfAbsent(piece.text(), id) != null) {
                throw new ModelException("the SentencePiece vocabulary has the piece '" + piece.text() + "' twice");
            }
            if (piece.type == PieceType.UNKNOWN) {
                unknown = id;
            }
        }
        if (unknown < 0) {
            throw new ModelException("the SentencePiece vocabulary has no unknown piece");
        }
        trie = trie(PieceType.NORMAL, PieceType.USER_DEFINED, PieceType.UNUSED);
        userDefined = trie(PieceType.USER_DEFINED);
        if (model.byteFallback) {
            findBytes();
        }
    }

    private PieceTrie trie(PieceType... wanted) {
        List<PieceType> kinds = Arrays.asList(wanted);
        List<byte[]> keys = new ArrayList<>();
        int[] ids = new int[texts.length];
        for (int id = 0; id < texts.length; id++) {
            if (kinds.contains(types[id])) {
                ids[keys.size()] = id;
                keys.add(texts[id]);
            }
        }
        return new PieceTrie(keys.toArray(new byte[0][]), ids);
    }

    private void findBytes() {
        for (int b = 0; b < byteIds.length; b++) {
            String piece = String.format(Locale.ROOT, "<0x%02X>", b);
            byteIds[b] = id(piece);
            if (types[byteIds[b]] != PieceType.BYTE) {
                throw new ModelException("the SentencePiece vocabulary has no piece " + piece);
            }
            bytes.put(byteIds[b], (byte) b);
        }
    }

    int size() {
        return texts.length;
    }

    PieceType type(int id) {
        return types[id];
    }

    float score(int id) {
        return scores[id];
    }

    String text(int id) {
        return new String(texts[id], StandardCharsets.UTF_8);
    }

    /** The id of what is in no piece. */
    int unknown() {
        return unknown;
    }

    /** All pieces that texts can contain. */
    PieceTrie trie() {
        return trie;
    }

    /** Those that are never cut. */
    PieceTrie userDefined() {
        return userDefined;
    }

    /** The id of the piece that stands for a byte. */
    int byteId(byte value) {
        return byteIds[value & 0xff];
    }

    /** The byte that a piece stands for, or null. */
    Byte byteOf(int id) {
        return bytes.get(id);
    }

    /** The id of a text, that of the unknown piece if it is none. */
    int id(String text) {
        Integer special = reserved.get(text);
        if (special != null) {
            return special;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int id = trie.find(utf8, 0, utf8.length);
        return id == PieceTrie.NONE ? unknown : id;
    }
}
