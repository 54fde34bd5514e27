package io.github.cornu.file;

import io.github.cornu.tensor.WeightFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that some constants have in files. They stay as they are for ever, whatever becomes of the constants: a
 * file is read by them.
 */
final class Names<E extends Enum<E>> {
    static final Names<WeightFormat> FORMATS = new Names<WeightFormat>("form of weights")
            .with("f32", WeightFormat.F32)
            .with("bf16", WeightFormat.BF16)
            .with("int8", WeightFormat.INT8);

    private final String what;
    private final List<String> names = new ArrayList<>();
    private final List<E> constants = new ArrayList<>();

    Names(String what) {
        this.what = what;
    }

    Names<E> with(String name, E constant) {
        names.add(name);
        constants.add(constant);
        return this;
    }

    /** The name of a constant. */
    String of(E constant) {
        int place = constants.indexOf(constant);
        if (place < 0) {
            throw new IllegalArgumentException("the " + what + " " + constant + " has no name in files");
        }
        return names.get(place);
    }

    /**
     * The constant of a name.
     *
     * @throws IllegalArgumentException if this version knows none
     */
    E get(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("this version of Cornu does not know the " + what + " '" + name + "'");
        }
        return constants.get(place);
    }
}
