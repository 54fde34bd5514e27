package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.util.function.Supplier;

/** The architecture of one file with the weights of another. */
public record WeightsOfAnother(ModelSource own, ModelSource trained) implements ModelSource {
    @Override
    public String name() {
        return own.name() + " with the weights of " + trained.name();
    }

    /** The layout of older weights depends on the backend that wrote them. */
    @Override
    public Architecture architecture() {
        Architecture architecture = of(own, own::architecture);
        if (!(weights() instanceof LayerWeights layers)) {
            return architecture;
        }
        String version = architecture.kerasVersion();
        return new Architecture(
                architecture.config(),
                version == null ? layers.kerasVersion() : version,
                layers.backend() == null ? architecture.backend() : layers.backend());
    }

    @Override
    public WeightStore weights() {
        return of(trained, trained::weights);
    }

    @Override
    public String vocabulary(String path) {
        String text = of(own, () -> own.vocabulary(path));
        return text != null ? text : of(trained, () -> trained.vocabulary(path));
    }

    private static <T> T of(ModelSource source, Supplier<T> part) {
        try {
            return part.get();
        } catch (ModelException e) {
            throw e.in(source.name());
        }
    }

    @Override
    public void close() {
        own.close();
        trained.close();
    }
}
