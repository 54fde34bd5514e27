package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.tokenizer.unicode.Texts;
import java.util.stream.IntStream;

/**
 * A vocabulary of SentencePiece (Kudo and Richardson, 2018): texts to ids and back, as the package of that name does
 * it, for models of the types unigram, byte pair and character. Immutable, safe for any number of threads.
 */
public final class SentencePieces {
    private final PieceNormalizer normalizer;
    private final Vocabulary vocabulary;
    private final Cutter cutter;
    private final PieceDecoder decoder;
    private final boolean byteFallback;

    /**
     * @param file the bytes of a {@code .spm} or {@code .model} file
     * @param inTensorFlow whether it is the older package within TensorFlow, which rounds sums and drops spaces at the
     *     beginning of decoded texts otherwise than that of Python
     * @throws io.github.cornu.ModelException if they are damaged
     * @throws UnsupportedModelException if the model is of the type word
     */
    public SentencePieces(byte[] file, boolean inTensorFlow) {
        PieceModel model = PieceModel.read(file);
        vocabulary = new Vocabulary(model);
        normalizer = new PieceNormalizer(model, vocabulary.userDefined());
        cutter = switch (model.kind) {
            case UNIGRAM -> new UnigramCutter(vocabulary, inTensorFlow);
            case BYTE_PAIR -> new BytePairCutter(vocabulary);
            case CHARACTER -> new CharacterCutter(vocabulary);
            case WORD -> throw new UnsupportedModelException("a SentencePiece vocabulary of the type word");
        };
        decoder = new PieceDecoder(model, vocabulary, inTensorFlow);
        byteFallback = model.byteFallback;
    }

    /** The ids of a text; a surrogate without its other half is taken for U+FFFD. */
    public int[] encode(String text) {
        byte[] normalized = normalizer.normalize(Texts.utf8(text));
        Cuts cuts = cutter.cut(normalized);
        IntStream.Builder ids = IntStream.builder();
        boolean afterUnknown = false;
        for (int i = 0; i < cuts.count(); i++) {
            int id = cuts.piece(i);
            boolean unknown = vocabulary.type(id) == PieceType.UNKNOWN;
            if (unknown && byteFallback) {
                for (int at = cuts.start(i); at < cuts.end(i); at++) {
                    ids.add(vocabulary.byteId(normalized[at]));
                }
            } else if (!unknown || !afterUnknown) {
                ids.add(id);
            }
            afterUnknown = unknown;
        }
        return ids.build().toArray();
    }

    /**
     * The text of ids.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary
     */
    public String decode(int[] ids) {
        return decoder.decode(ids);
    }

    /** How many pieces there are. */
    public int size() {
        return vocabulary.size();
    }

    /** The text of a piece. */
    public String piece(int id) {
        return vocabulary.text(id);
    }

    /** The id of a piece, that of the unknown one if it is not in the vocabulary. */
    public int id(String piece) {
        return vocabulary.id(piece);
    }

    /** The id of the unknown piece. */
    public int unknownId() {
        return vocabulary.unknown();
    }

    /** The id of the piece {@code <s>}, which stands at the beginning of texts, or the unknown one's. */
    public int startId() {
        return vocabulary.id("<s>");
    }

    /** The id of the piece {@code </s>}, which stands at the end of texts, or the unknown one's. */
    public int endId() {
        return vocabulary.id("</s>");
    }
}
