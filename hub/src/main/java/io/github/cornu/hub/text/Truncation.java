package io.github.cornu.hub.text;

import io.github.cornu.ModelException;

/** How many tokens of each segment there is room for. */
public enum Truncation {
    /** One token of each segment in turn. */
    ROUND_ROBIN {
        @Override
        int[] limits(int[][] segments, int room) {
            int[] limits = new int[segments.length];
            int left = room;
            for (boolean found = true; found && left > 0; ) {
                found = false;
                for (int i = 0; i < segments.length && left > 0; i++) {
                    if (limits[i] < segments[i].length) {
                        limits[i]++;
                        left--;
                        found = true;
                    }
                }
            }
            return limits;
        }
    },

    /** All of the first segment before the next one. */
    WATERFALL {
        @Override
        int[] limits(int[][] segments, int room) {
            int[] limits = new int[segments.length];
            int left = Math.max(0, room);
            for (int i = 0; i < segments.length; i++) {
                limits[i] = Math.min(left, segments[i].length);
                left -= limits[i];
            }
            return limits;
        }
    };

    abstract int[] limits(int[][] segments, int room);

    /** The one of Keras's name, for instance {@code round_robin}. */
    static Truncation of(String name) {
        return switch (name) {
            case "round_robin" -> ROUND_ROBIN;
            case "waterfall" -> WATERFALL;
            default -> throw new ModelException("truncate should be round_robin or waterfall, is " + name);
        };
    }
}
