package io.github.cornu.op.image;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.op.shape.Copying;
import io.github.cornu.op.shape.StridedCopy;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The center of images, shape (batch, rows, columns, channels), cropped to the aspect ratio of {@code height} by {@code
 * width}; or the images padded to it. All numbers are rounded as Keras does.
 *
 * @param value of the elements around an image
 */
public record FitImage(int height, int width, Fit fit, float value) implements Copying {
    /** Which part of an image is taken. */
    public enum Fit {
        /** The largest one of the aspect ratio. */
        CROP,
        /** All of it, with padding around it. */
        PAD,
        /** That of {@code height} by {@code width} itself; {@link #CROP} if it is not so large. */
        CENTER,
        /** That of {@code height} by {@code width} itself, of images that are at least so large. */
        INSIDE
    }

    public FitImage {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an image of " + height + " by " + width);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.rank(input, 4);
        int rows = input.length(1);
        int columns = input.length(2);
        if (rows == Shape.FREE || columns == Shape.FREE) {
            return input.with(1, Shape.FREE).with(2, Shape.FREE);
        }
        return input.with(1, length(rows, columns, height, width)).with(2, length(columns, rows, width, height));
    }

    /** The new length of an axis: its own and the other's length now, and in the aspect ratio. */
    private int length(int own, int other, int ownPart, int otherPart) {
        boolean isInside = own >= ownPart && other >= otherPart;
        if (fit == Fit.INSIDE && !isInside) {
            throw new IllegalArgumentException("the image is smaller than " + height + " by " + width);
        }
        if (isInside && (fit == Fit.INSIDE || fit == Fit.CENTER)) {
            return ownPart;
        }
        int fitting = (int) ((float) Math.multiplyExact(other, ownPart) / otherPart);
        return fit == Fit.PAD ? own + 2 * (Math.max(0, fitting - own) / 2) : Math.max(1, Math.min(own, fitting));
    }

    @Override
    public float background() {
        return fit == Fit.PAD ? value : Float.NaN;
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), 1);
    }

    @Override
    public StridedCopy copy(Binding binding) {
        int[] in = binding.inputShape(0).lengths();
        int[] out = binding.outputShape(0).lengths();
        int[] from = StridedCopy.strides(in);
        int[] to = StridedCopy.strides(out);
        int[] counts = in.clone();
        int fromOffset = 0;
        int toOffset = 0;
        for (int axis = 1; axis <= 2; axis++) {
            counts[axis] = Math.min(in[axis], out[axis]);
            fromOffset += (in[axis] - counts[axis]) / 2 * from[axis];
            toOffset += (out[axis] - counts[axis]) / 2 * to[axis];
        }
        return new StridedCopy(counts, from, fromOffset, to, toOffset);
    }
}
