package io.github.cornu.hub.tokenizer.bytepair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the tokens that are never cut in a text, of those that begin at a place the longest. Immutable. */
final class TokenFinder {
    /** A part of a text, and whether it is one of the tokens. */
    record Part(String text, boolean isToken) {}

    private static final char STAND_IN = '\u0134';

    private final List<String> tokens;

    TokenFinder(Collection<String> tokens) {
        this.tokens = tokens.stream().filter(token -> !token.isEmpty()).toList();
    }

    List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); ) {
            String found = longestAt(text, at);
            if (found == null) {
                at++;
                continue;
            }
            if (at > from) {
                parts.add(new Part(text.substring(from, at), false));
            }
            parts.add(new Part(found, true));
            at += found.length();
            from = at;
        }
        if (from < text.length()) {
            parts.add(new Part(text.substring(from), false));
        }
        return parts;
    }

    private String longestAt(String text, int at) {
        String longest = null;
        for (String token : tokens) {
            if (text.startsWith(token, at) && (longest == null || token.length() > longest.length())) {
                longest = token;
            }
        }
        return longest;
    }

    boolean contains(String text) {
        return tokens.contains(text);
    }

    /** A text with the tokens in place of KerasHub's names for them: an uncommon letter and their number in letters. */
    String replaceStandIns(String text) {
        if (text.indexOf(STAND_IN) < 0) {
            return text;
        }
        String replaced = text;
        for (int i = 0; i < tokens.size(); i++) {
            StringBuilder name = new StringBuilder().append(STAND_IN);
            String.valueOf(i).chars().forEach(digit -> name.append((char) (digit - '0' + 'A')));
            replaced = replaced.replace(name, tokens.get(i));
        }
        return replaced;
    }
}
