package example;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;

/** How probable it is that a customer leaves. One for all threads. */
public final class Churn {
    private final Model model = KerasModels.loadResource(Churn.class, "/churn.keras");

    /**
     * @param months visits, payments and complaints of each month, the oldest first
     * @return 0 to 1
     */
    public float risk(float[][] months) {
        return model.run(Tensor.of(new float[][][] {months})).get(0, 0);
    }

    /** What the model runs on: vectors of some bits, or scalar. */
    public String kernels() {
        return model.kernels();
    }

    public static void main(String[] args) {
        Churn churn = new Churn();
        float[][] months = {{0.9f, 0.2f, 0.1f}, {0.1f, -0.4f, 1.5f}};
        System.out.println(churn.kernels() + " " + churn.risk(months));
    }
}
