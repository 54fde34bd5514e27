import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.cornu.bench.Sampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the works on ONNX Runtime's Java interface with pinned inputs and outputs, as told on standard input: see
 * worker.py. A single source file, so that the build does not need the library.
 *
 * <p>Usage: java -cp onnxruntime.jar:../target/classes OnnxRuntime.java FOLDER THREADS
 */
class OnnxRuntime {
    private static final double TOLERANCE = 1e-4;

    private final OrtSession session;
    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();

    /** The states of a step are the outputs of the one before, bound in turn. */
    OnnxRuntime(Path folder, String name, int threads) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        session = environment.createSession(folder.resolve(name + ".onnx").toString(), options);
        List<OnnxTensor> given = new ArrayList<>();
        for (var info : session.getInputInfo().values()) {
            given.add(zeros(environment, ((TensorInfo) info.getInfo()).getShape()));
        }
        List<OnnxTensor> taken = new ArrayList<>();
        for (var info : session.getOutputInfo().values()) {
            taken.add(zeros(environment, ((TensorInfo) info.getInfo()).getShape()));
        }
        given.get(0).getBufferRef().ifPresent(buffer -> ((FloatBuffer) buffer).put(0, read(folder, name, "input")));
        List<String> inputNames = List.copyOf(session.getInputNames());
        List<String> outputNames = List.copyOf(session.getOutputNames());
        for (int turn = 0; turn < 2; turn++) {
            boolean swapped = turn == 1 && given.size() > 1;
            List<OnnxTensor> in = new ArrayList<>(given.subList(0, 1));
            in.addAll(swapped ? taken : given.subList(1, given.size()));
            inputs.add(map(inputNames, in));
            outputs.add(map(outputNames, swapped ? given.subList(1, given.size()) : taken));
        }
        check(name, taken.get(0), read(folder, name, "output"));
    }

    private static OnnxTensor zeros(OrtEnvironment environment, long[] shape) throws OrtException {
        int floats = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
    }

    private static Map<String, OnnxTensor> map(List<String> names, List<OnnxTensor> tensors) {
        Map<String, OnnxTensor> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), tensors.get(i));
        }
        return map;
    }

    /** The numbers of a float32 file of NumPy. */
    private static float[] read(Path folder, String name, String what) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + "." + what + ".npy")));
            bytes.order(ByteOrder.LITTLE_ENDIAN).position(10 + bytes.getShort(8));
            float[] numbers = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void check(String name, OnnxTensor output, float[] wanted) throws OrtException {
        run(0);
        FloatBuffer got = output.getFloatBuffer();
        double largest = 0;
        double error = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            error = Math.max(error, Math.abs(wanted[i] - got.get(i)));
        }
        if (!(error < TOLERANCE * largest)) {
            throw new IllegalStateException(name + ": the outputs differ by " + error);
        }
    }

    private void run(int turn) throws OrtException {
        session.run(inputs.get(turn), outputs.get(turn)).close();
    }

    public static void main(String[] args) throws Exception {
        Sampler.answer(
                name -> {
                    OnnxRuntime runner = new OnnxRuntime(Path.of(args[0]), name, Integer.parseInt(args[1]));
                    return turn -> runner.run(turn & 1);
                },
                2);
    }
}
