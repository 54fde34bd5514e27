package io.github.cornu.hub.tokenizer.unicode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The tables in {@code unicode.txt.gz}, which a script has written by asking each library for each code point. A line
 * is a name and its entries, all numbers in hexadecimal: ranges {@code first-last} of a set, or mappings
 * {@code point=point.point}. One that begins with {@code ~name} says where it differs from that table: code points that
 * are in one of two sets only, and mappings that are others, or {@code -} for none. Loaded when first used, and kept.
 */
public final class UnicodeTables {
    private static final String FILE = "unicode.txt.gz";
    private static final int HEX = 16;

    private UnicodeTables() {}

    private static final class Lines {
        static final Map<String, String> BY_NAME = load();
    }

    private static Map<String, String> load() {
        Map<String, String> lines = new HashMap<>();
        try (InputStream file = UnicodeTables.class.getResourceAsStream(FILE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                lines.put(line.substring(0, space), line.substring(space + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String[] entries(String name) {
        String line = Lines.BY_NAME.get(name);
        if (line == null) {
            throw new IllegalArgumentException("no table " + name);
        }
        return line.split(" ");
    }

    /** A set of code points. */
    public static BitSet set(String name) {
        BitSet set = new BitSet(Character.MAX_CODE_POINT + 1);
        for (String entry : entries(name)) {
            if (entry.startsWith("~")) {
                set = set(entry.substring(1));
                continue;
            }
            int dash = entry.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? entry : entry.substring(0, dash), HEX);
            int last = dash < 0 ? first : Integer.parseInt(entry.substring(dash + 1), HEX);
            set.flip(first, last + 1);
        }
        return set;
    }

    /** What code points become, those that change. */
    static Map<Integer, int[]> mappings(String name) {
        Map<Integer, int[]> mappings = new HashMap<>();
        for (String entry : entries(name)) {
            if (entry.startsWith("~")) {
                mappings = mappings(entry.substring(1));
                continue;
            }
            int equals = entry.indexOf('=');
            int point = Integer.parseInt(entry.substring(0, equals), HEX);
            String value = entry.substring(equals + 1);
            if (value.equals("-")) {
                mappings.remove(point);
            } else {
                mappings.put(point, points(value));
            }
        }
        return mappings;
    }

    private static int[] points(String value) {
        String[] parts = value.isEmpty() ? new String[0] : value.split("\\.");
        int[] points = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            points[i] = Integer.parseInt(parts[i], HEX);
        }
        return points;
    }
}
