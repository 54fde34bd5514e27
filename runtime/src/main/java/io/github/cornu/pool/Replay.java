package io.github.cornu.pool;

import io.github.cornu.State;
import io.github.cornu.plan.Program;
import io.github.cornu.session.SessionRunner;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs steps that streams have kept through a model, from zeros. */
final class Replay {
    private final Program program;
    private final KeptInputs kept;
    private final int rowFloats;

    /**
     * @param program of chunks
     * @param kept says what steps are
     * @param rowFloats of the states of a stream
     */
    Replay(Program program, KeptInputs kept, int rowFloats) {
        this.program = program;
        this.kept = kept;
        this.rowFloats = rowFloats;
    }

    /**
     * The states of streams that have as many steps each after the last ones of these, as rows in the order of their
     * shapes.
     *
     * @param most so many of the last steps are run
     */
    float[][] rows(List<KeptInputs.Steps> streams, int most) {
        int held = streams.get(0).count();
        SessionRunner runner = new SessionRunner(program);
        for (int step = Math.max(0, held - most); step < held; step++) {
            runner.run(inputs(streams, step));
        }
        return held == 0 ? new float[streams.size()][rowFloats] : read(runner.state(), streams.size());
    }

    private List<Tensor> inputs(List<KeptInputs.Steps> streams, int step) {
        List<Tensor> inputs = new ArrayList<>();
        int at = step * kept.stepFloats();
        for (int i = 0; i < kept.shapes().size(); i++) {
            Shape shape = kept.shapes().get(i);
            Shape one = program.isSequence(i) ? shape.insert(0, 1) : shape;
            Tensor tensor = Tensor.zeros(one.insert(0, streams.size()));
            for (int s = 0; s < streams.size(); s++) {
                System.arraycopy(streams.get(s).floats(), at, tensor.data(), s * shape.size(), shape.size());
            }
            inputs.add(tensor);
            at += shape.size();
        }
        return inputs;
    }

    private float[][] read(State state, int streams) {
        float[][] rows = new float[streams][rowFloats];
        int at = 0;
        for (int i = 0; i < state.entries().size(); i++) {
            Tensor value = state.entries().get(i).value();
            int size = value.shape().size() / streams;
            for (int s = 0; s < streams; s++) {
                System.arraycopy(value.data(), s * size, rows[s], at, size);
            }
            at += program.states().get(i).spec().shape().size();
        }
        return rows;
    }
}
