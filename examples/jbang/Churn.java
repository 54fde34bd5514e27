///usr/bin/env jbang "$0" "$@" ; exit $?
// Tells how probable it is that a customer leaves, month by month: jbang Churn.java churn.keras
//JAVA 17+
//DEPS io.github.cornu:cornu-importer:0.1.0-SNAPSHOT
//RUNTIME_OPTIONS --add-modules jdk.incubator.vector

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;

class Churn {
    public static void main(String[] args) {
        Model model = KerasModels.load(Path.of(args[0]));
        Session customer = model.newSession().stream();
        for (float[] month : new float[][] {{0.9f, 0.2f, 0.1f}, {0.1f, -0.4f, 1.5f}}) { // visits, payments, complaints
            System.out.println(model.kernels() + " " + customer.run(Tensor.of(new float[][][] {{month}})).get(0, 0));
        }
    }
}
