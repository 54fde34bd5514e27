package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.element.Digitize;
import io.github.cornu.op.reduce.Bincount;
import io.github.cornu.op.text.CrossBuckets;
import io.github.cornu.op.text.HashBuckets;
import io.github.cornu.op.text.Lookup;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TokenText;
import io.github.cornu.op.text.Tokenize;

/** Tables of texts and of numbers, and numbers of classes. */
final class TokenOps {
    static final Names<Tokenize.Split> SPLITS = new Names<Tokenize.Split>("split")
            .with("none", Tokenize.Split.NONE)
            .with("whitespace", Tokenize.Split.WHITESPACE)
            .with("character", Tokenize.Split.CHARACTER)
            .with("unit_separator", Tokenize.Split.UNIT_SEPARATOR);

    private TokenOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Lookup lookup) {
            out.text("Lookup").weight(lookup.keys()).weight(lookup.values()).number(lookup.buckets());
            out.real(lookup.start());
        } else if (op instanceof TextLookup textLookup) {
            out.text("TextLookup")
                    .table(textLookup.table())
                    .flag(textLookup.strict())
                    .real(textLookup.unknown());
        } else if (op instanceof TokenText text) {
            out.text("TokenText").table(text.table()).numbers(text.unknown());
        } else if (op instanceof Tokenize tokenize) {
            out.text("Tokenize").table(tokenize.table()).flag(tokenize.lower()).flag(tokenize.strip());
            out.name(SPLITS, tokenize.split()).numbers(tokenize.ngrams()).real(tokenize.unknown());
            out.number(tokenize.length()).real(tokenize.padding());
        } else if (op instanceof HashBuckets hash) {
            out.text("HashBuckets")
                    .flag(hash.texts())
                    .flag(hash.keyed())
                    .number(hash.key0())
                    .number(hash.key1());
            out.number(hash.buckets());
        } else if (op instanceof CrossBuckets cross) {
            out.text("CrossBuckets").numbers(cross.texts()).number(cross.buckets());
        } else if (op instanceof Digitize digitize) {
            out.text("Digitize").weight(digitize.boundaries());
        } else if (op instanceof Bincount bincount) {
            out.text("Bincount")
                    .number(bincount.depth())
                    .flag(bincount.binary())
                    .flag(bincount.strict());
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Lookup" -> new Lookup(in.weight(), in.weight(), in.number(), in.real());
            case "TextLookup" -> new TextLookup(in.table(), in.flag(), in.real());
            case "TokenText" -> new TokenText(in.table(), in.numbers());
            case "Tokenize" ->
                new Tokenize(
                        in.table(),
                        in.flag(),
                        in.flag(),
                        in.name(SPLITS),
                        in.numbers(),
                        in.real(),
                        in.number(),
                        in.real());
            case "HashBuckets" -> new HashBuckets(in.flag(), in.flag(), in.large(), in.large(), in.number());
            case "CrossBuckets" -> new CrossBuckets(in.numbers(), in.number());
            case "Digitize" -> new Digitize(in.weight());
            case "Bincount" -> new Bincount(in.number(), in.flag(), in.flag());
            default -> null;
        };
    }
}
