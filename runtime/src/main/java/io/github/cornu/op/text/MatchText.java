package io.github.cornu.op.text;

import io.github.cornu.tensor.Texts;
import java.util.regex.Pattern;

/**
 * Whether each whole text matches a regular expression, 1 or 0: (…, code points) to (…). Each call allocates the texts.
 */
public record MatchText(String pattern) implements TextToNumber {
    public MatchText {
        Pattern.compile(pattern);
    }

    @Override
    public Reader reader() {
        Pattern compiled = Pattern.compile(pattern);
        return (codes, from, width) -> {
            String text = Texts.read(codes, from, width);
            return EditText.matched(text, () -> compiled.matcher(text).matches()) ? 1 : 0;
        };
    }
}
