import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Loads a model, predicts one sample of zeros and ends.
 *
 * <p>Usage: java -cp onnxruntime.jar:CLASSES OnnxStart MODEL.onnx
 */
class OnnxStart {
    public static void main(String[] args) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(args[0], new OrtSession.SessionOptions());
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            long[] shape = ((TensorInfo) input.getInfo()).getShape();
            int count = 1;
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = Math.max(1, shape[axis]);
                count *= (int) shape[axis];
            }
            inputs.put(input.getName(), OnnxTensor.createTensor(environment, FloatBuffer.allocate(count), shape));
        }
        OnnxTensor y = (OnnxTensor) session.run(inputs).get(0);
        System.out.println(y.getFloatBuffer().get(0));
    }
}
