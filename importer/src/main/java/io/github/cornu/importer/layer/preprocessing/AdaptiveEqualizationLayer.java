package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.convolutional.WindowLayer;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Bincount;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keras.layers.ContrastLimitedAdaptiveHistogramEqualization}: each channel is cut into tiles, whose histograms,
 * cut at {@code clip_limit} times the mean, give a table of grey levels; a pixel is interpolated between the tables of
 * the four tiles around it.
 */
public final class AdaptiveEqualizationLayer extends WindowLayer {
    private static final int LEVELS = 256;

    private final ValueRange range;
    private final double clipLimit;
    private final List<Integer> grid;

    public AdaptiveEqualizationLayer(LayerConfig config, LayerFactory factory) {
        super(config, 2);
        range = ValueRange.read(config);
        clipLimit = config.number("clip_limit", 4);
        grid = config.integers("tile_grid_size", 2, 8);
        config.ignore("bounding_box_format");
        if (grid.get(0) < 1 || grid.get(1) < 1) {
            throw new IllegalArgumentException("a tile_grid_size of " + grid);
        }
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        Shape shape = x.shape();
        if (!shape.axes(1, 4).isFixed()) {
            throw new UnsupportedModelException("images of the shape " + shape + ", which each call chooses");
        }
        EqualizationTiles rows = new EqualizationTiles(1, shape.length(1), grid.get(0));
        EqualizationTiles columns = new EqualizationTiles(2, shape.length(2), grid.get(1));
        if (LEVELS * (rows.count() + 2L) * (columns.count() + 2L) * shape.length(3) >= NumberType.EXACT) {
            throw new UnsupportedModelException("a tile_grid_size of " + grid + " for images of the shape " + shape);
        }
        Value clipped = Numbers.unary(g, Unary.CLIP, 0, LEVELS - 1, range.toBytes(g, x));
        Value pixels = Numbers.unary(g, Unary.TRUNCATE, clipped);
        Value tables = tables(g, histograms(g, pixels, rows, columns), rows.size() * columns.size());
        Value padded = withEnds(g, withEnds(g, tables, 1), 2);
        Value flat = g.add(Reshape.mergeAxes(1, 5), padded);
        Value top = between(g, flat, pixels, rows, columns, false);
        Value bottom = between(g, flat, pixels, rows, columns, true);
        return range.ofBytes(g, weighted(g, rows, top, bottom));
    }

    /** (batch, height, width, channels) to (batch, tile rows, tile columns, channels, levels). */
    private static Value histograms(Lowering g, Value x, EqualizationTiles rows, EqualizationTiles columns) {
        Value padded = mirrored(g, mirrored(g, x, rows), columns);
        Value cut = g.add(Reshape.splitAxis(2, Shape.of(columns.count(), columns.size())), padded);
        cut = g.add(Reshape.splitAxis(1, Shape.of(rows.count(), rows.size())), cut);
        Value tiles = g.add(new Transpose(List.of(0, 1, 3, 5, 2, 4)), cut);
        return g.add(new Bincount(LEVELS, false, false), g.add(Reshape.mergeAxes(4, 6), tiles));
    }

    /** The last pixels once more, mirrored, until the tiles are full. */
    private static Value mirrored(Lowering g, Value x, EqualizationTiles tiles) {
        int length = tiles.pixels();
        int padding = tiles.size() * tiles.count() - length;
        if (padding > length) {
            throw new IllegalArgumentException("images of " + length + " pixels in " + tiles.count() + " tiles");
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < length + padding; i++) {
            places.add(i < length ? i : 2 * length - 1 - i);
        }
        return padding == 0 ? x : g.add(new Take(tiles.axis(), places), x);
    }

    /** The grey level that each level of a tile becomes. */
    private Value tables(Lowering g, Value histograms, int pixels) {
        Value counts = clipLimit > 0 ? limited(g, histograms, clipLimit * pixels / LEVELS) : histograms;
        Value sums = g.add(new Accumulate(Binary.ADD, 4), counts);
        Value first = g.add(new Slice(4, 0, 1, 1), sums);
        Value above = Numbers.scalar(g, Binary.MULTIPLY, Numbers.combine(g, Binary.SUBTRACT, sums, first), 255);
        Value rest = Numbers.unary(g, Unary.SCALE_SHIFT, -1, pixels, first);
        Value isEmpty = Numbers.scalar(g, Binary.EQUAL, rest, 0);
        Value divisor = Numbers.combine(g, Binary.ADD, rest, isEmpty);
        return Numbers.unary(g, Unary.CLIP, 0, 255, Numbers.combine(g, Binary.DIVIDE, above, divisor));
    }

    /** What is above the limit is spread over all levels. */
    private static Value limited(Lowering g, Value histograms, double limit) {
        Value cut = Numbers.scalar(g, Binary.MINIMUM, histograms, limit);
        Value excess =
                g.add(new Reduce(Reduce.Kind.SUM, 4, true), Numbers.combine(g, Binary.SUBTRACT, histograms, cut));
        return Numbers.combine(g, Binary.ADD, cut, Numbers.scalar(g, Binary.DIVIDE, excess, LEVELS));
    }

    private static Value withEnds(Lowering g, Value x, int axis) {
        int length = x.shape().length(axis);
        List<Integer> places = new ArrayList<>();
        for (int i = -1; i <= length; i++) {
            places.add(Math.max(0, Math.min(length - 1, i)));
        }
        return g.add(new Take(axis, places), x);
    }

    /** The levels in a row of tiles, interpolated between the one before and the one after. */
    private static Value between(
            Lowering g, Value tables, Value pixels, EqualizationTiles rows, EqualizationTiles columns, boolean below) {
        Value left = found(g, tables, pixels, rows, columns, below, false);
        Value right = found(g, tables, pixels, rows, columns, below, true);
        return weighted(g, columns, left, right);
    }

    private static Value weighted(Lowering g, EqualizationTiles tiles, Value before, Value after) {
        Value a = Numbers.combine(g, Binary.MULTIPLY, before, tiles.weights(g, false));
        return Numbers.combine(g, Binary.ADD, a, Numbers.combine(g, Binary.MULTIPLY, after, tiles.weights(g, true)));
    }

    private static Value found(
            Lowering g,
            Value tables,
            Value pixels,
            EqualizationTiles rows,
            EqualizationTiles columns,
            boolean below,
            boolean right) {
        int channels = pixels.shape().length(3);
        ComputedWeight starts = new ComputedWeight(Shape.of(1, rows.pixels(), columns.pixels(), channels), () -> {
            float[] places = new float[rows.pixels() * columns.pixels() * channels];
            for (int i = 0; i < places.length; i++) {
                int row = rows.tile(i / channels / columns.pixels(), below);
                int column = columns.tile(i / channels % columns.pixels(), right);
                places[i] = LEVELS * ((row * (columns.count() + 2) + column) * channels + i % channels);
            }
            return places;
        });
        Value places = Numbers.combine(g, Binary.ADD, pixels, g.add(new Constant(starts)));
        return g.add(new GatherRows(1), tables, places);
    }
}
