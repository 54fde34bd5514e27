import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a model with the runtime alone, predicts one sample of zeros and ends.
 *
 * <p>Usage: java -cp cornu-runtime.jar:cornu-start.jar CornuStart MODEL.cornu
 */
class CornuStart {
    public static void main(String[] args) {
        Model model = Model.load(Path.of(args[0]));
        Session session = model.newSession();
        List<Tensor> inputs = new ArrayList<>();
        for (TensorSpec input : model.inputs()) {
            inputs.add(Tensor.zeros(input.shape().with(0, 1)));
        }
        System.out.println(session.run(inputs).get(0).data()[0]);
    }
}
