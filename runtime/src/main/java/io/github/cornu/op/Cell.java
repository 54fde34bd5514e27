package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import java.util.List;

/** What a recurrent layer does at one time step. */
public sealed interface Cell permits LstmCell, GruCell, SimpleRnnCell {
    /** Features of an input. */
    int features();

    /** Length of the output and of each state. */
    int units();

    /** The states; the first is also the output. */
    List<String> stateNames();

    /** Packs the weights. */
    PreparedCell prepare(Kernels kernels);
}
