package io.github.cornu.importer.layer.applications;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import java.util.List;

/** {@code CustomScaleLayer} of InceptionResNetV2: the first input plus the second one times a number. */
public final class CustomScaleLayer extends KerasLayer {
    private final float scale;

    public CustomScaleLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        scale = config.number("scale", 1);
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = call.tensors();
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("expected two inputs, got " + inputs.size());
        }
        Value scaled = Numbers.scalar(g, Binary.MULTIPLY, inputs.get(1).value(), scale);
        return List.of(
                KerasTensor.of(g.add(new Combine(Binary.ADD), inputs.get(0).value(), scaled)));
    }
}
