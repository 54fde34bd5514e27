// Tries a model, line by line, in the folder that has it; lib has the jars, for instance quickstart/target/lib:
//   jshell -R--add-modules -Rjdk.incubator.vector --class-path "$(echo lib/*.jar | tr ' ' :)" churn.jsh
import io.github.cornu.*
import io.github.cornu.importer.*
import io.github.cornu.importer.numpy.*
import io.github.cornu.tensor.*

Model model = KerasModels.load(Path.of("churn.keras"))
System.out.println(model.inputs() + " -> " + model.outputs() + " on " + model.kernels())

float[][] months = {{0.9f, 0.2f, 0.1f}, {0.1f, -0.4f, 1.5f}}
Tensor risk = model.run(Tensor.of(new float[][][] {months}))
System.out.println(risk)

// What Keras has computed, and how far this is from it.
Golden golden = Golden.of(Npz.read(Path.of("churn.golden.npz")))
golden.compare(model).forEach(c -> System.out.println(c.name() + ": at most " + c.error() + " from Keras"))

// Without this line, the next one is yours.
/exit
