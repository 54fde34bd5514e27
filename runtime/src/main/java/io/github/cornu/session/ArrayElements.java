package io.github.cornu.session;

/** Elements of arrays that each call sets, mostly to what is there already. */
final class ArrayElements {
    private ArrayElements() {}

    /** Stores nothing that is there: with the collector G1, storing an object costs up to a tenth of a small step. */
    static <T> void set(T[] array, int index, T value) {
        if (array[index] != value) {
            array[index] = value;
        }
    }

    /**
     * The element, which is there.
     *
     * @throws NullPointerException with the name of the argument and the place, if it is null
     */
    static <T> T require(T element, String argument, int index) {
        if (element == null) {
            throw new NullPointerException(argument + "[" + index + "]");
        }
        return element;
    }
}
