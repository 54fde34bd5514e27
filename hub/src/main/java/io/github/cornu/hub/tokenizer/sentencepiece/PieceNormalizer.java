package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;

/** What becomes of a text before it is cut into pieces: SentencePiece's {@code Normalizer}. */
final class PieceNormalizer {
    /** What stands for a space in pieces, U+2581. */
    static final byte[] SPACE_SYMBOL = "\u2581".getBytes(StandardCharsets.UTF_8);

    private static final byte[] SPACE = {' '};

    private final CharsMap charsMap;
    private final PieceTrie userDefined;
    private final boolean addDummyPrefix;
    private final boolean removeExtraWhitespaces;
    private final boolean whitespaceAsSuffix;
    private final byte[] space;

    /** @param userDefined the pieces that are always kept as they are */
    PieceNormalizer(PieceModel model, PieceTrie userDefined) {
        this.userDefined = userDefined;
        charsMap = new CharsMap(model.charsMap);
        addDummyPrefix = model.addDummyPrefix;
        removeExtraWhitespaces = model.removeExtraWhitespaces;
        whitespaceAsSuffix = model.whitespaceAsSuffix;
        space = model.escapeWhitespaces ? SPACE_SYMBOL : SPACE;
    }

    /** @param text well-formed UTF-8 */
    byte[] normalize(byte[] text) {
        Walk walk = new Walk(text);
        int first = walk.position;
        if (removeExtraWhitespaces) {
            first = walk.skipSpaces();
        }
        if (first == text.length) {
            return new byte[0];
        }
        Bytes normalized = new Bytes(text.length + text.length / 4);
        if (addDummyPrefix && !whitespaceAsSuffix) {
            normalized.append(space);
        }
        boolean afterSpace = removeExtraWhitespaces;
        walk.position = first;
        while (walk.position < text.length) {
            walk.advance();
            afterSpace = append(walk.part, normalized, afterSpace) && removeExtraWhitespaces;
        }
        if (removeExtraWhitespaces) {
            normalized.dropSuffixes(space);
        }
        if (addDummyPrefix && whitespaceAsSuffix) {
            normalized.append(space);
        }
        return normalized.toArray();
    }

    /** Adds a part, without spaces at its beginning after a space; whether a space is now the last. */
    private boolean append(byte[] part, Bytes normalized, boolean afterSpace) {
        int from = 0;
        while (afterSpace && from < part.length && part[from] == ' ') {
            from++;
        }
        if (from == part.length) {
            return afterSpace;
        }
        for (int i = from; i < part.length; i++) {
            if (part[i] == ' ') {
                normalized.append(space);
            } else {
                normalized.append(part[i]);
            }
        }
        return part[part.length - 1] == ' ';
    }

    /** Goes through a text from one replaced part to the next. */
    private final class Walk {
        private final byte[] text;
        private int position;
        private byte[] part;

        Walk(byte[] text) {
            this.text = text;
        }

        /** Where the first part is that is no space. */
        int skipSpaces() {
            int before = 0;
            while (position < text.length) {
                advance();
                if (part.length != 1 || part[0] != ' ') {
                    return before;
                }
                before = position;
            }
            return position;
        }

        void advance() {
            int kept = userDefined.longestPrefix(text, position, text.length);
            long replaced = kept > 0 ? 0 : charsMap.longest(text, position, text.length);
            if (replaced == 0) {
                int length = kept > 0 ? kept : Utf8.lengthAt(text, position);
                part = new byte[length];
                System.arraycopy(text, position, part, 0, length);
                position += length;
            } else {
                Bytes bytes = new Bytes(16);
                charsMap.append((int) (replaced >>> 32), bytes);
                part = bytes.toArray();
                position += (int) replaced;
            }
        }
    }
}
