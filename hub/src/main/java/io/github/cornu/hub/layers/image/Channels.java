package io.github.cornu.hub.layers.image;

/** Numbers of channels that are multiples of some unit, as models of images round them. */
public final class Channels {
    private Channels() {}

    /**
     * The multiple that is nearest.
     *
     * @param unit above 0
     * @param least what it is at least
     * @param capped whether it is at least nine tenths of the number
     */
    public static int round(double number, int unit, int least, boolean capped) {
        int rounded = Math.max(least, (int) (number + unit / 2.0) / unit * unit);
        return capped && rounded < 0.9 * number ? Math.addExact(rounded, unit) : rounded;
    }
}
