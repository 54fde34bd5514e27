package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.cli.input.ImageSource;
import io.github.cornu.cli.input.Scaling;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images as inputs: the numbers that Keras makes of them, which {@code tools/fixtures/images.py} has written. */
class ImagesTest {
    private static final Path IMAGES = TestData.ROOT.resolve("images");
    private static final Map<String, Tensor> GOLDEN = Npz.read(IMAGES.resolve("golden.npz"));
    /** Decoders of JPEG may differ by so much. */
    private static final float JPEG = 2;

    @TempDir
    Path folder;

    private static TensorSpec spec(int... lengths) {
        return new TensorSpec("image", Shape.of(lengths));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "rgba.png",
                "gray.png",
                "gray_alpha.png",
                "palette.png",
                "black_white.png",
                "rgb.bmp",
                "palette.gif",
                "smooth.jpg",
                "smooth_gray.jpg"
            })
    void pixelsAreThoseOfLoadImg(String name) {
        for (int channels : new int[] {1, 3, 4}) {
            Tensor expected = GOLDEN.get(name + "_" + channels);
            Pixels pixels = Pixels.read(IMAGES.resolve(name), channels);
            assertEquals(expected.shape(), Shape.of(pixels.height(), pixels.width(), pixels.channels()));
            float tolerance = name.endsWith(".jpg") ? JPEG : 0;
            assertArrayEquals(expected.data(), pixels.values(), tolerance, name + " in " + channels + " channels");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BILINEAR", "NEAREST"})
    void resizedAsByTensorFlow(Sampling sampling) {
        for (Pixels.Size size : List.of(new Pixels.Size(3, 2), new Pixels.Size(11, 13), new Pixels.Size(7, 9))) {
            ImageSource source = new ImageSource(
                    List.of(IMAGES.resolve("rgb.png")), spec(-1, -1, -1, 3), size, sampling, Scaling.RAW);
            Tensor expected = GOLDEN.get("resized_" + sampling.name().toLowerCase(Locale.ROOT) + "_" + size);
            Tensor image = source.slice(0, 1).get(0);
            assertEquals(Shape.of(1).append(expected.shape()), image.shape());
            assertArrayEquals(expected.data(), image.data(), sampling == Sampling.NEAREST ? 0 : 1e-4f);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TF", "TORCH", "CAFFE"})
    void scaledAsByPreprocessInput(Scaling scaling) {
        float[] values = Pixels.read(IMAGES.resolve("rgb.png"), 3).values();
        scaling.scale(values, 3);
        assertArrayEquals(GOLDEN.get(scaling.name().toLowerCase(Locale.ROOT)).data(), values, 1e-6f);
    }

    @Test
    void scaledToOne() {
        float[] values = {0, 51, 255};
        Scaling.UNIT.scale(values, 1);
        assertArrayEquals(new float[] {0, 0.2f, 1}, values, 1e-7f);
    }

    @Test
    void channelsMayComeFirst() {
        List<Path> file = List.of(IMAGES.resolve("rgb.png"));
        float[] last = new ImageSource(file, spec(-1, 7, 5, 3), null, Sampling.NEAREST, Scaling.RAW)
                .slice(0, 1)
                .get(0)
                .data();
        Tensor first = new ImageSource(file, spec(-1, 3, 7, 5), null, Sampling.NEAREST, Scaling.RAW)
                .slice(0, 1)
                .get(0);
        assertEquals(Shape.of(1, 3, 7, 5), first.shape());
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(last[(2 * 5 + 4) * 3 + channel], first.get(0, channel, 2, 4));
        }
    }

    /** A model that gives its image back. */
    private Path model(int... shape) {
        GraphBuilder graph = new GraphBuilder("echo");
        Value image = graph.input("image", Shape.of(shape));
        graph.output("echo", graph.add("echo", "Rescaling", new CombineScalar(Binary.MULTIPLY, 1f), image));
        Path file = folder.resolve("echo.cornu");
        CornuFile.write(file, graph.build(), ConvertOptions.defaults());
        return file;
    }

    private Run predict(Path model, Path input, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("predict", model, "--input", input));
        arguments.addAll(List.of(more));
        return Run.cornu(arguments.toArray());
    }

    @Test
    void anImage() {
        Path output = folder.resolve("y.npy");
        Run run = predict(model(-1, 7, 5, 3), IMAGES.resolve("rgb.png"), "--output", output, "--scaling", "tf")
                .succeeds();
        assertEquals("read 1 image of 7x5 pixels, scaling tf", run.lines().get(0));
        assertEquals("wrote " + output + ": echo (1, 7, 5, 3)", run.lines().get(1));
        assertArrayEquals(GOLDEN.get("tf").data(), Npy.read(output).data(), 1e-6f);
    }

    @Test
    void aFolderOfImagesInTheOrderOfTheirNames() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.copy(IMAGES.resolve("rgba.png"), images.resolve("b.PNG"));
        Files.copy(IMAGES.resolve("rgb.bmp"), images.resolve("a.bmp"));
        Files.copy(IMAGES.resolve("smooth.jpg"), images.resolve("c.jpeg"));
        Files.writeString(images.resolve("notes.txt"), "no image");
        Run run = predict(model(-1, 7, 5, 3), images, "--output", "-", "--batch-size", 2);
        assertEquals(0, run.exit());
        assertEquals(
                "read 3 images of 7x5 pixels, resized, numbers from 0 to 255",
                run.err().strip());
        List<String> lines = run.lines();
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("file,echo_0_0_0,echo_0_0_1,"), lines.get(0));
        assertTrue(lines.get(1).startsWith("a.bmp,"));
        assertTrue(lines.get(2).startsWith("b.PNG,"));
        assertTrue(lines.get(3).startsWith("c.jpeg,"));
        assertEquals(lines.get(1).substring(6), lines.get(2).substring(6));
    }

    @Test
    void sizesOfImages() throws IOException {
        Path model = model(-1, -1, -1, 1);
        Path output = folder.resolve("y.npy");
        predict(model, IMAGES.resolve("gray.png"), "--output", output).succeeds();
        assertEquals(Shape.of(1, 7, 5, 1), Npy.read(output).shape());
        predict(model, IMAGES.resolve("gray.png"), "--output", output, "--image-size", "9x4")
                .succeeds();
        assertEquals(Shape.of(1, 9, 4, 1), Npy.read(output).shape());
        predict(model, IMAGES.resolve("gray.png"), "--output", output, "--image-size", 6)
                .succeeds();
        assertEquals(Shape.of(1, 6, 6, 1), Npy.read(output).shape());
        predict(model, IMAGES, "--output", output).fails(": it has ", "--image-size makes them alike");
    }

    @Test
    void whatIsNoImage() throws IOException {
        Path model = model(-1, 7, 5, 3);
        String output = folder.resolve("y.npy").toString();
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        predict(model, text, "--output", output).fails("text.png: it is no image of a kind that can be read");
        byte[] bytes = Files.readAllBytes(IMAGES.resolve("rgb.png"));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
        predict(model, cut, "--output", output).fails("cut.png: it cannot be read as an image");
        predict(model, folder.resolve("none.png"), "--output", output).fails("none.png: there is no such file");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        predict(model, empty, "--output", output).fails("empty: there are no images in this folder");
    }

    @Test
    void modelsThatTakeNoImages() {
        Path image = IMAGES.resolve("rgb.png");
        String output = folder.resolve("y.npy").toString();
        predict(model(-1, 7, 5), image, "--output", output)
                .fails("rgb.png: images are for inputs of the shape (None, height, width, channels)", "(None, 7, 5)");
        predict(model(-1, 7, 5, 2), image, "--output", output).fails("rgb.png: an image has 1, 3 or 4 channels");
        predict(model(-1, 7, 5, 1), image, "--output", output, "--scaling", "caffe")
                .fails("--scaling torch and caffe are for 3 channels, the model takes 1");
        predict(model(-1, 7, 5, 3), image, "--output", output, "--image-size", "8x8")
                .fails("rgb.png: the images are of the shape (1, 8, 8, 3)", "(None, 7, 5, 3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7x", "x7", "7x5x3", "-7", "7*5", "big", "100000"})
    void sizesThatAreNone(String size) {
        predict(Path.of("m.h5"), Path.of("x.png"), "--output", "y.npy", "--image-size", size)
                .isWrongUsage("--image-size must be like 224x224 or 224, got '" + size + "'");
    }

    /** In {@code bench}, too: an image, and those of a folder. */
    @Test
    void measured() {
        Path model = model(-1, 4, 6, 3);
        for (Path input : List.of(IMAGES.resolve("rgb.png"), IMAGES)) {
            Run run = Run.cornu(
                            "bench",
                            model,
                            "--input",
                            input,
                            "--scaling",
                            "tf",
                            "--seconds",
                            0.01,
                            "--kernels",
                            "scalar")
                    .succeeds();
            assertTrue(run.lines().get(1).endsWith(" (1, 4, 6, 3)"), run.out());
        }
        Run.cornu("bench", model, "--input", IMAGES, "--image-size", "5x5").fails("the images are of the shape ");
        Run.cornu("bench", model, "--input", IMAGES.resolve("rgb.png"), "--batch-size", 2)
                .fails("rgb.png: it has 1 sample, a call takes 2");
        Run.cornu("bench", model, "--image-size", "5by5").isWrongUsage("--image-size must be like 224x224 or 224");
    }
}
