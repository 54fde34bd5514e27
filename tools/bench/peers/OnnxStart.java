import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Loads an MLP of 784 inputs, predicts once and ends.
 *
 * <p>Usage: java -cp onnxruntime.jar:CLASSES OnnxStart MODEL.onnx
 */
class OnnxStart {
    private static final int INPUTS = 784;

    public static void main(String[] args) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(args[0], new OrtSession.SessionOptions());
        String input = session.getInputNames().iterator().next();
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.allocate(INPUTS), new long[] {1, INPUTS});
        System.out.println(((float[][]) session.run(Map.of(input, x)).get(0).getValue())[0][0]);
    }
}
