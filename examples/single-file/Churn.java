import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;

class Churn {
    public static void main(String[] args) {
        Model model = KerasModels.load(Path.of("churn.keras"));
        float[][] months = {{0.9f, 0.2f, 0.1f}, {0.1f, -0.4f, 1.5f}}; // visits, payments, complaints
        System.out.println(model.run(Tensor.of(new float[][][] {months})));

        Session customer = model.newSession().stream(); // the LSTM's state stays from month to month
        for (float[] month : months) {
            System.out.println(customer.run(Tensor.of(new float[][][] {{month}})));
        }
    }
}
