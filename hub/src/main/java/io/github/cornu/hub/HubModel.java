package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import java.util.function.Supplier;

/** A model of KerasHub. Safe for any number of threads. */
public final class HubModel {
    private final Model model;
    private final Supplier<Model> loadGenerator;
    private Model generator;

    HubModel(Model model, Supplier<Model> loadGenerator) {
        this.model = model;
        this.loadGenerator = loadGenerator;
    }

    /**
     * The model that takes tensors: of texts {@code token_ids}, {@code padding_mask} and what else its class has, shape
     * (batch, steps) each, by these names; of images {@code images}. Its outputs have the names of KerasHub.
     */
    public Model model() {
        return model;
    }

    /**
     * The same causal language model as one that generates texts, see {@link HubLoader#loadGenerator}. It is loaded
     * when it is asked for first, from the same file, and needs memory of its own for the weights: a program that only
     * generates loads nothing else.
     *
     * @throws ModelException if the file is not there any more
     */
    public synchronized Model generator() {
        if (generator == null) {
            generator = loadGenerator.get();
        }
        return generator;
    }

    /** What {@link Model#toString} says. */
    @Override
    public String toString() {
        return model.toString();
    }
}
