package io.github.cornu.importer.layer.operation;

import java.util.Map;

/**
 * Functions of one kind, registered when one of them is looked for: a process loads the families only that it needs.
 * Those that masks are made of come first.
 */
public enum OperationFamily {
    BINARY("of two tensors, element by element"),
    REDUCTIONS("along axes"),
    SHAPES("shapes"),
    ARRANGEMENTS("arrangements"),
    JOINING("joining and cutting"),
    UNARY("of one tensor, element by element"),
    ACTIVATIONS("activations"),
    NANS("along axes, without NaNs"),
    QUANTILES("quantiles"),
    ACCUMULATIONS("sums up to each element"),
    INDICES("places and order"),
    CONSTANTS("constants and choices"),
    MATRICES("products"),
    VECTORS("diagonals, products of vectors"),
    NORMALIZATIONS("normalizations, attention"),
    WINDOWS("pools and convolutions"),
    PATCHES("patches"),
    IMAGES("images"),
    COLORS("colors and filters of images"),
    SPECIAL("special functions"),
    SPACES("numbers between two"),
    PLACES("places of numbers");

    private final String title;
    private Map<String, OperationEntry> entries;

    OperationFamily(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The functions by name, those of TensorFlow with a prefix. */
    synchronized Map<String, OperationEntry> entries() {
        if (entries == null) {
            OperationTable table = new OperationTable();
            register(table);
            entries = table.entries();
        }
        return entries;
    }

    private void register(OperationTable table) {
        switch (this) {
            case BINARY -> BinaryOperations.register(table);
            case REDUCTIONS -> ReductionOperations.register(table);
            case SHAPES -> ShapeOperations.register(table);
            case ARRANGEMENTS -> ArrangementOperations.register(table);
            case JOINING -> JoiningOperations.register(table);
            case UNARY -> UnaryOperations.register(table);
            case ACTIVATIONS -> ActivationOperations.register(table);
            case NANS -> NanOperations.register(table);
            case QUANTILES -> QuantileOperations.register(table);
            case ACCUMULATIONS -> AccumulationOperations.register(table);
            case INDICES -> IndexOperations.register(table);
            case CONSTANTS -> ConstantOperations.register(table);
            case MATRICES -> MatrixOperations.register(table);
            case VECTORS -> VectorOperations.register(table);
            case NORMALIZATIONS -> NormalizationOperations.register(table);
            case WINDOWS -> WindowOperations.register(table);
            case PATCHES -> PatchOperations.register(table);
            case IMAGES -> ImageOperations.register(table);
            case COLORS -> ColorOperations.register(table);
            case SPECIAL -> SpecialOperations.register(table);
            case SPACES -> SpaceOperations.register(table);
            case PLACES -> PlaceOperations.register(table);
        }
    }
}
