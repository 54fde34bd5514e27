package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** A number for each SIMD loop; {@link CompiledLoops} knows by it which ones are compiled. */
final class VectorLoop {
    static final int TILES = 0;
    static final int NEIGHBOURS = TILES + VectorTile.COUNT;
    static final int DOT = NEIGHBOURS + NeighbourTile.COUNT;
    static final int MULTIPLY_ADD = DOT + 1;
    static final int ADD_SCALED = MULTIPLY_ADD + 1;
    static final int SCALE_SHIFT = ADD_SCALED + 1;
    static final int NORMALIZE = SCALE_SHIFT + 1;
    static final int SUM = NORMALIZE + 1;
    static final int SUM_OF_SQUARES = SUM + 1;
    static final int MAX = SUM_OF_SQUARES + 1;
    static final int EXP_OF_DIFFERENCE = MAX + 1;
    static final int LSTM_CARRY = EXP_OF_DIFFERENCE + 1;
    static final int GRU_STATE = LSTM_CARRY + 1;
    static final int PAIRS = GRU_STATE + 1;
    static final int UNPACK_PAIRS = PAIRS + 1;
    static final int UNPACK_BYTES = UNPACK_PAIRS + 1;
    static final int DEPTHWISE = UNPACK_BYTES + 1;
    static final int ROWS = DEPTHWISE + 1;
    static final int STRIDED = ROWS + 1;
    static final int COPY = STRIDED + 1;
    static final int UNARY = COPY + 1;
    static final int BINARY = UNARY + Unary.values().length;
    static final int BINARY_SCALAR = BINARY + Binary.values().length;
    static final int COUNT = BINARY_SCALAR + Binary.values().length;

    private VectorLoop() {}
}
