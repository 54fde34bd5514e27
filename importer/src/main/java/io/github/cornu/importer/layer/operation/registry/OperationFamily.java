package io.github.cornu.importer.layer.operation.registry;

import io.github.cornu.importer.layer.operation.ActivationOperations;
import io.github.cornu.importer.layer.operation.ArrangementOperations;
import io.github.cornu.importer.layer.operation.Bands;
import io.github.cornu.importer.layer.operation.BinaryOperations;
import io.github.cornu.importer.layer.operation.BitOperations;
import io.github.cornu.importer.layer.operation.CarefulOperations;
import io.github.cornu.importer.layer.operation.ConstantOperations;
import io.github.cornu.importer.layer.operation.CumulativeOperations;
import io.github.cornu.importer.layer.operation.IndexOperations;
import io.github.cornu.importer.layer.operation.JoiningOperations;
import io.github.cornu.importer.layer.operation.MatrixOperations;
import io.github.cornu.importer.layer.operation.NanOperations;
import io.github.cornu.importer.layer.operation.NormalizationOperations;
import io.github.cornu.importer.layer.operation.OperationEntry;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.importer.layer.operation.QuantileOperations;
import io.github.cornu.importer.layer.operation.QuantizationOperations;
import io.github.cornu.importer.layer.operation.RangeOperations;
import io.github.cornu.importer.layer.operation.ReductionOperations;
import io.github.cornu.importer.layer.operation.SearchOperations;
import io.github.cornu.importer.layer.operation.ShapeOperations;
import io.github.cornu.importer.layer.operation.SolutionOperations;
import io.github.cornu.importer.layer.operation.SpecialOperations;
import io.github.cornu.importer.layer.operation.TransposedOperations;
import io.github.cornu.importer.layer.operation.UnaryOperations;
import io.github.cornu.importer.layer.operation.VectorOperations;
import io.github.cornu.importer.layer.operation.WindowOperations;
import io.github.cornu.importer.layer.operation.image.AdjustmentOperations;
import io.github.cornu.importer.layer.operation.image.BoxOperations;
import io.github.cornu.importer.layer.operation.image.ColorOperations;
import io.github.cornu.importer.layer.operation.image.ImageOperations;
import io.github.cornu.importer.layer.operation.image.MorphologyOperations;
import io.github.cornu.importer.layer.operation.image.PatchOperations;
import io.github.cornu.importer.layer.operation.image.ResizeOperations;
import io.github.cornu.importer.layer.operation.image.ScaleOperations;
import io.github.cornu.importer.layer.operation.image.WarpOperations;
import io.github.cornu.importer.layer.operation.signal.ComplexOperations;
import io.github.cornu.importer.layer.operation.signal.FourierOperations;
import io.github.cornu.importer.layer.operation.signal.SignalOperations;
import io.github.cornu.importer.layer.operation.text.TextOperations;
import java.util.Map;

/**
 * Functions of one kind, registered when one of them is looked for: a process loads the families only that it needs.
 * Those that masks are made of come first.
 */
public enum OperationFamily {
    BINARY("elementwise, of two tensors"),
    REDUCTIONS("reductions"),
    SHAPES("shapes"),
    ARRANGEMENTS("orders of axes, arrangements"),
    JOINING("joining and cutting"),
    UNARY("elementwise, of one tensor"),
    ACTIVATIONS("activations"),
    NANS("reductions without NaNs"),
    QUANTILES("quantiles"),
    CUMULATIVE("cumulative functions"),
    INDICES("indexing"),
    SEARCHING("sorting and searching"),
    CONSTANTS("constants and choices"),
    MATRICES("matrix products"),
    VECTORS("diagonals, products of vectors"),
    NORMALIZATIONS("normalizations, attention"),
    WINDOWS("pools and convolutions"),
    PATCHES("patches"),
    IMAGES("images"),
    BOXES("parts of images"),
    COLORS("colors and filters of images"),
    ADJUSTMENTS("colors of images in TensorFlow"),
    SPECIAL("special functions"),
    RANGES("ranges"),
    CAREFUL("composed, careful of zeros"),
    BITS("bits of whole numbers"),
    FOURIER("Fourier transforms"),
    SIGNALS("signals"),
    COMPLEX("complex numbers"),
    SOLUTIONS("solutions of linear equations"),
    WARPS("images and arrays at computed places"),
    TEXTS("texts"),
    QUANTIZATION("simulated quantization");

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
            case CUMULATIVE -> CumulativeOperations.register(table);
            case INDICES -> IndexOperations.register(table);
            case CONSTANTS -> {
                ConstantOperations.register(table);
                Bands.register(table);
            }
            case MATRICES -> MatrixOperations.register(table);
            case VECTORS -> VectorOperations.register(table);
            case NORMALIZATIONS -> NormalizationOperations.register(table);
            case WINDOWS -> {
                WindowOperations.register(table);
                MorphologyOperations.register(table);
                TransposedOperations.register(table);
            }
            case PATCHES -> PatchOperations.register(table);
            case IMAGES -> {
                ImageOperations.register(table);
                ResizeOperations.register(table);
                ScaleOperations.register(table);
            }
            case BOXES -> BoxOperations.register(table);
            case ADJUSTMENTS -> AdjustmentOperations.register(table);
            case CAREFUL -> CarefulOperations.register(table);
            case BITS -> BitOperations.register(table);
            case FOURIER -> FourierOperations.register(table);
            case SIGNALS -> SignalOperations.register(table);
            case COMPLEX -> ComplexOperations.register(table);
            case SOLUTIONS -> SolutionOperations.register(table);
            case TEXTS -> TextOperations.register(table);
            case WARPS -> WarpOperations.register(table);
            case QUANTIZATION -> QuantizationOperations.register(table);
            case COLORS -> ColorOperations.register(table);
            case SPECIAL -> SpecialOperations.register(table);
            case RANGES -> RangeOperations.register(table);
            case SEARCHING -> SearchOperations.register(table);
        }
    }
}
