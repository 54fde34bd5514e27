package io.github.cornu.importer.layer.custom;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.CustomCalls;
import io.github.cornu.importer.layer.CustomConfigView;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import java.util.List;

/** A layer of a class that the user has registered, or a Lambda layer. */
public final class CustomClassLayer extends KerasLayer {
    private final CustomConfig view;
    private final CustomFunction function;
    private final CustomBuilder builder;

    private CustomClassLayer(LayerConfig config, CustomLayer implementation, LayerFactory factory) {
        super(config);
        view = new CustomConfigView(config);
        builder = new CustomBuilder(this, view, factory);
        function = CustomCalls.guarded(() -> implementation.create(builder));
        if (function == null) {
            throw new IllegalArgumentException("its registered implementation is null");
        }
    }

    public static CustomClassLayer of(LayerConfig config, CustomLayer implementation, LayerFactory factory) {
        CustomClassLayer layer = new CustomClassLayer(config, implementation, factory);
        config.ignore("autocast");
        return layer;
    }

    /** What Python would execute is ignored. */
    public static CustomClassLayer ofLambda(LayerConfig config, CustomFunction function, LayerFactory factory) {
        config.ignoreAll();
        return new CustomClassLayer(config, layer -> function, factory);
    }

    @Override
    public boolean ownLast(boolean trainable) {
        return builder.ownLast(trainable);
    }

    @Override
    public List<WeightSlot> leftOut() {
        return builder.perhapsShared();
    }

    @Override
    public boolean takesComplex() {
        return builder.takesComplex();
    }

    @Override
    public boolean takesTexts() {
        return builder.takesTexts();
    }

    @Override
    public boolean isCustom() {
        return true;
    }

    /** What it does in training, its Java does not tell. */
    @Override
    public boolean changesInTraining() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return CustomCalls.call(function, g, call, view, ownWeights());
    }
}
