package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.util.List;

/** The samples that a command runs a model on. */
public interface InputSource {
    /** How many there are. */
    int samples();

    /** Some of them, a tensor an input. */
    List<Tensor> slice(int first, int count);

    /** Whether they are of these shapes, as far as that is known. */
    boolean fits(List<TensorSpec> specs);

    /**
     * Refuses what is not of these shapes.
     *
     * @throws ModelException that names the file
     */
    void check(List<TensorSpec> specs);

    /** What each sample is called, or null. */
    List<String> labels();

    /** Tells what became of the files, where that is not plain. */
    void report(PrintWriter out);
}
