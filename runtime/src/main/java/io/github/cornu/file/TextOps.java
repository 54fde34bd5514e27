package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.text.EditText;
import io.github.cornu.op.text.JoinTexts;
import io.github.cornu.op.text.MatchText;
import io.github.cornu.op.text.SubText;
import io.github.cornu.op.text.TextLength;
import io.github.cornu.op.text.TextNumber;
import java.util.stream.Stream;

/** Functions of texts without a table. */
final class TextOps {
    static final Names<EditText.Edit> EDITS = new Names<EditText.Edit>("edit")
            .with("lower_ascii", EditText.Edit.LOWER_ASCII)
            .with("upper_ascii", EditText.Edit.UPPER_ASCII)
            .with("lower", EditText.Edit.LOWER)
            .with("upper", EditText.Edit.UPPER)
            .with("strip", EditText.Edit.STRIP)
            .with("replace_all", EditText.Edit.REPLACE_ALL)
            .with("replace_first", EditText.Edit.REPLACE_FIRST);

    private TextOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof TextNumber) {
            out.text("TextNumber");
        } else if (op instanceof TextLength length) {
            out.text("TextLength").flag(length.bytes());
        } else if (op instanceof MatchText match) {
            out.text("MatchText").text(match.pattern());
        } else if (op instanceof EditText edit) {
            out.text("EditText").name(EDITS, edit.edit()).text(edit.pattern()).text(edit.replacement());
        } else if (op instanceof SubText part) {
            out.text("SubText").number(part.position()).number(part.length()).flag(part.bytes());
        } else if (op instanceof JoinTexts join) {
            out.text("JoinTexts").count(join.between().size());
            join.between().forEach(out::text);
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "TextNumber" -> new TextNumber();
            case "TextLength" -> new TextLength(in.flag());
            case "MatchText" -> new MatchText(in.text());
            case "EditText" -> new EditText(in.name(EDITS), in.text(), in.text());
            case "SubText" -> new SubText(in.number(), in.number(), in.flag());
            case "JoinTexts" ->
                new JoinTexts(Stream.generate(in::text).limit(in.count()).toList());
            default -> null;
        };
    }
}
