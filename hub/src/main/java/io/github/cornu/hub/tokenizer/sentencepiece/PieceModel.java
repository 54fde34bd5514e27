package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a SentencePiece file says, the message {@code ModelProto} of {@code sentencepiece_model.proto}. */
final class PieceModel {
    private static final String DEFAULT_UNKNOWN_SURFACE = " \u2047 ";

    /** How a text is cut into pieces. */
    enum Kind {
        UNIGRAM,
        BYTE_PAIR,
        WORD,
        CHARACTER
    }

    /** One piece: its text in UTF-8, the logarithm of its probability or its rank, and what it is for. */
    static final class Piece {
        final byte[] bytes;
        final float score;
        final PieceType type;

        Piece(byte[] bytes, float score, PieceType type) {
            this.bytes = bytes;
            this.score = score;
            this.type = type;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    final List<Piece> pieces = new ArrayList<>();
    Kind kind = Kind.UNIGRAM;
    boolean byteFallback;
    boolean whitespaceAsSuffix;
    String unknownSurface = DEFAULT_UNKNOWN_SURFACE;
    byte[] charsMap = {};
    boolean addDummyPrefix = true;
    boolean removeExtraWhitespaces = true;
    boolean escapeWhitespaces = true;

    private PieceModel() {}

    static PieceModel read(byte[] file) {
        PieceModel model = new PieceModel();
        ProtoReader reader = new ProtoReader(file);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> model.pieces.add(piece(reader.message()));
                case 2 -> model.readTrainer(reader.message());
                case 3 -> model.readNormalizer(reader.message());
                case 5 -> refuseDenormalizer(reader.message());
                default -> reader.skip();
            }
        }
        if (model.pieces.isEmpty()) {
            throw new ModelException("the SentencePiece vocabulary has no pieces");
        }
        return model;
    }

    private static Piece piece(ProtoReader reader) {
        byte[] bytes = {};
        float score = 0;
        PieceType type = PieceType.NORMAL;
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> bytes = reader.bytes();
                case 2 -> score = reader.real();
                case 3 -> type = PieceType.of(reader.integer());
                default -> reader.skip();
            }
        }
        if (bytes.length == 0) {
            throw new ModelException("the SentencePiece vocabulary has an empty piece");
        }
        return new Piece(bytes, score, type);
    }

    private void readTrainer(ProtoReader reader) {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 3 -> kind = kind(reader.integer());
                case 24 -> whitespaceAsSuffix = reader.flag();
                case 35 -> byteFallback = reader.flag();
                case 44 -> unknownSurface = reader.text();
                default -> reader.skip();
            }
        }
    }

    private static Kind kind(int number) {
        if (number < 1 || number > Kind.values().length) {
            throw new ModelException("the SentencePiece vocabulary is of the unknown type " + number);
        }
        return Kind.values()[number - 1];
    }

    private void readNormalizer(ProtoReader reader) {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 2 -> charsMap = reader.bytes();
                case 3 -> addDummyPrefix = reader.flag();
                case 4 -> removeExtraWhitespaces = reader.flag();
                case 5 -> escapeWhitespaces = reader.flag();
                default -> reader.skip();
            }
        }
    }

    private static void refuseDenormalizer(ProtoReader reader) {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 2 && reader.bytes().length > 0) {
                throw new UnsupportedModelException("a SentencePiece vocabulary with rules for denormalization");
            } else if (field != 2) {
                reader.skip();
            }
        }
    }
}
