package io.github.cornu.hub.tokenizer.unicode;

import java.util.Map;

/** Texts whose code points become others, one by one. */
final class Mappings {
    private Mappings() {}

    static int[] apply(Map<Integer, int[]> mappings, int[] text) {
        CodePoints points = new CodePoints(text.length);
        for (int point : text) {
            int[] mapped = mappings.get(point);
            if (mapped == null) {
                points.add(point);
            } else {
                points.add(mapped);
            }
        }
        return points.toArray();
    }
}
