package io.github.cornu.hub.image;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The pixels of an image file as Keras's {@code load_img} gives them: numbers from 0 to 255, rows of pixels of 1, 3 or
 * 4 channels. Color profiles are not applied, transparency is left out but for 4 channels, and gray is 0.299 R + 0.587
 * G + 0.114 B. It needs the JDK's module {@code java.desktop}.
 *
 * @param values shape (height, width, channels), the array itself, not a copy
 */
public record Pixels(int height, int width, int channels, float[] values) {
    private static final int OPAQUE = 255;

    /** What {@link #size} reads: neither the pixels nor whether they are whole. */
    public record Size(int height, int width) {
        /** As 224x160, the height first. */
        @Override
        public String toString() {
            return height + "x" + width;
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /**
     * The size of an image, from the beginning of its file.
     *
     * @throws ModelException if there is no such file, or it is no image
     */
    public static Size size(Path file) {
        Objects.requireNonNull(file, "file");
        return with(file, reader -> new Size(reader.getHeight(0), reader.getWidth(0)));
    }

    /**
     * Reads an image: what the JDK reads, PNG, JPEG, GIF and BMP among others, with up to 8 bits a channel.
     *
     * @param channels 1 for gray, 3, or 4 with opacity
     * @throws ModelException if there is no such file, it is no image, or one of more bits
     */
    public static Pixels read(Path file, int channels) {
        Objects.requireNonNull(file, "file");
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new IllegalArgumentException("an image of " + channels + " channels, expected 1, 3 or 4");
        }
        BufferedImage image = with(file, reader -> reader.read(0));
        try {
            return of(image, channels);
        } catch (ModelException e) {
            throw e.in(String.valueOf(file.getFileName()));
        }
    }

    /** The pixels as a tensor, shape (height, width, channels), on the same array. */
    public Tensor tensor() {
        return Tensor.of(values, height, width, channels);
    }

    private static <T> T with(Path file, Use<T> use) {
        String name = String.valueOf(file.getFileName());
        if (!Files.exists(file)) {
            throw new ModelException(name, null, null, "there is no such file", new NoSuchFileException(name));
        }
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new ModelException(name, null, null, "it is no image of a kind that can be read", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw new ModelException(name, null, null, "it cannot be read as an image: " + e.getMessage(), e);
        }
    }

    private static Pixels of(BufferedImage image, int channels) {
        ColorModel colors = image.getColorModel();
        for (int bits : colors.getComponentSize()) {
            if (bits > 8) {
                throw new ModelException("it has " + bits + " bits a channel, expected 8");
            }
        }
        Pixels pixels = new Pixels(
                image.getHeight(),
                image.getWidth(),
                channels,
                new float[Math.multiplyExact(Math.multiplyExact(image.getHeight(), image.getWidth()), channels)]);
        int[] color = new int[4];
        for (int row = 0, at = 0; row < pixels.height; row++) {
            for (int column = 0; column < pixels.width; column++, at += channels) {
                read(image, column, row, color);
                pixels.put(at, color);
            }
        }
        return pixels;
    }

    /** Red, green, blue and opacity. Not by getRGB, which brightens the gray of an image that has only that. */
    private static void read(BufferedImage image, int x, int y, int[] color) {
        if (image.getColorModel() instanceof IndexColorModel) {
            int packed = image.getRGB(x, y);
            color[0] = packed >> 16 & 255;
            color[1] = packed >> 8 & 255;
            color[2] = packed & 255;
            color[3] = packed >>> 24;
            return;
        }
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        boolean gray = bands < 3;
        for (int i = 0; i < 3; i++) {
            color[i] = sample(image, x, y, gray ? 0 : i);
        }
        color[3] = bands == 2 || bands == 4 ? sample(image, x, y, bands - 1) : OPAQUE;
    }

    private static int sample(BufferedImage image, int x, int y, int band) {
        int most = (1 << image.getColorModel().getComponentSize(band)) - 1;
        return image.getRaster().getSample(x, y, band) * 255 / most;
    }

    private void put(int at, int[] color) {
        if (channels == 1) {
            values[at] = color[0] * 19595 + color[1] * 38470 + color[2] * 7471 + 0x8000 >> 16;
            return;
        }
        for (int i = 0; i < channels; i++) {
            values[at + i] = color[i];
        }
    }
}
