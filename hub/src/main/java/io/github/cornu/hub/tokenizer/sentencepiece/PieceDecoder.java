package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;

/** From ids to a text: SentencePiece's {@code Decode}. */
final class PieceDecoder {
    private static final String SPACE_SYMBOL = new String(PieceNormalizer.SPACE_SYMBOL, StandardCharsets.UTF_8);

    private final Vocabulary vocabulary;
    private final String unknownSurface;
    private final boolean dropsFirstSpace;
    private final boolean dropsAllLeadingSpaces;

    PieceDecoder(PieceModel model, Vocabulary vocabulary, boolean inTensorFlow) {
        this.vocabulary = vocabulary;
        unknownSurface = model.unknownSurface;
        dropsAllLeadingSpaces = model.removeExtraWhitespaces || inTensorFlow;
        dropsFirstSpace = model.addDummyPrefix || model.removeExtraWhitespaces;
    }

    String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        Bytes bytes = new Bytes(16);
        boolean atStart = true;
        boolean spaceSeen = false;
        for (int id : ids) {
            if (id < 0 || id >= vocabulary.size()) {
                throw new IllegalArgumentException(
                        "token " + id + " in a vocabulary of " + vocabulary.size() + " tokens");
            }
            Byte value = vocabulary.byteOf(id);
            if (value != null) {
                bytes.append(value);
                continue;
            }
            text.append(Utf8.decodeEachByte(bytes.toArray()));
            bytes = new Bytes(16);
            atStart &= !spaceSeen && text.length() == 0;
            String piece = surface(id);
            spaceSeen = false;
            if (atStart && dropsFirstSpace && hasSpaces(id) && piece.startsWith(SPACE_SYMBOL)) {
                piece = piece.substring(1);
                spaceSeen = !dropsAllLeadingSpaces;
            }
            text.append(hasSpaces(id) ? piece.replace(SPACE_SYMBOL, " ") : piece);
        }
        return text.append(Utf8.decodeEachByte(bytes.toArray())).toString();
    }

    private boolean hasSpaces(int id) {
        return vocabulary.type(id) != PieceType.CONTROL && vocabulary.type(id) != PieceType.UNKNOWN;
    }

    private String surface(int id) {
        return switch (vocabulary.type(id)) {
            case CONTROL -> "";
            case UNKNOWN -> unknownSurface;
            default -> vocabulary.text(id);
        };
    }
}
