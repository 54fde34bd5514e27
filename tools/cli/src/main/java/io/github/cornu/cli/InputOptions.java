package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.cli.input.HubImages;
import io.github.cornu.cli.input.HubTexts;
import io.github.cornu.cli.input.ImageSource;
import io.github.cornu.cli.input.InputSource;
import io.github.cornu.cli.input.Scaling;
import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.cli.input.TensorSource;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.image.Pixels;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** How a file of inputs becomes tensors. */
final class InputOptions {
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "gif", "bmp");
    private static final Set<String> TABLES = Set.of("npy", "npz", "csv");
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})(?:x([1-9]\\d{0,4}))?");

    enum Interpolation {
        BILINEAR,
        NEAREST
    }

    @Option(names = "--sequence", description = "Of a .csv file each line is a time step of one sample, not a sample.")
    private boolean sequence;

    @Option(
            names = "--image-size",
            paramLabel = "HxW",
            description =
                    "Resize images to that height and width (default: what the model takes). Without this, "
                            + "--interpolation and --scaling, the preprocessor of a model of KerasHub makes of them what it takes.")
    private String imageSize;

    @Option(
            names = "--interpolation",
            paramLabel = "KIND",
            defaultValue = "bilinear",
            description = "How images are resized, as Keras does: bilinear or nearest (default: ${DEFAULT-VALUE}).")
    private Interpolation interpolation;

    @Option(
            names = "--scaling",
            paramLabel = "MODE",
            defaultValue = "raw",
            description =
                    "What becomes of pixels (default: ${DEFAULT-VALUE}). raw: 0 to 255; unit: 0 to 1; and the modes of "
                            + "Keras's preprocess_input: tf, -1 to 1; torch and caffe, by the means of ImageNet.")
    private Scaling scaling;

    boolean isSequence() {
        return sequence;
    }

    /** Refuses what is no size. */
    void check(CommandSpec spec) {
        if (imageSize != null && !SIZE.matcher(imageSize).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--image-size must be like 224x224 or 224, got '" + imageSize + "'");
        }
    }

    /** Whether a file is one of texts, or of images that are not told what becomes of them. */
    boolean mayNeedPreprocessor(Path path, CommandSpec spec) {
        ParseResult given = spec.commandLine().getParseResult();
        boolean told =
                List.of("--image-size", "--interpolation", "--scaling").stream().anyMatch(given::hasMatchedOption);
        return isOfTexts(path) || !told && images(path) != null;
    }

    private static boolean isOfTexts(Path path) {
        return TensorFiles.ending(path).equals("txt");
    }

    /** The samples in a file, as the preprocessor makes them that was saved with the model. */
    InputSource open(Path path, HubModel model) {
        if (isOfTexts(path)) {
            if (!model.hasPreprocessor()) {
                String problem = TensorFiles.EXPECTED + "; for texts, the model was saved without its preprocessor";
                throw new ModelException(problem).in(String.valueOf(path.getFileName()));
            }
            return new HubTexts(path, model);
        }
        return model.imageConverter().isPresent()
                ? new HubImages(images(path), model)
                : open(path, model.model().inputs());
    }

    /** The samples in a file, or in a folder of images. */
    InputSource open(Path path, List<TensorSpec> specs) {
        List<Path> images = images(path);
        if (images == null) {
            return new TensorSource(path, TensorFiles.readInputs(path, specs, sequence));
        }
        try {
            if (specs.size() > 1) {
                throw new ModelException("the model has " + specs.size() + " inputs: use .npz");
            }
            Sampling sampling = Sampling.valueOf(interpolation.name());
            return new ImageSource(images, specs.get(0), size(), sampling, scaling);
        } catch (ModelException e) {
            throw e.in(String.valueOf(path.getFileName()));
        }
    }

    private Pixels.Size size() {
        if (imageSize == null) {
            return null;
        }
        Matcher size = SIZE.matcher(imageSize);
        size.matches();
        String width = size.group(2) == null ? size.group(1) : size.group(2);
        return new Pixels.Size(Integer.parseInt(size.group(1)), Integer.parseInt(width));
    }

    /** The image, or those in a folder by name; null if it is neither. */
    private static List<Path> images(Path path) {
        if (!Files.isDirectory(path)) {
            return IMAGES.contains(TensorFiles.ending(path)) ? List.of(path) : null;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> images = files.filter(file -> IMAGES.contains(TensorFiles.ending(file)))
                    .sorted()
                    .toList();
            if (images.isEmpty() && TABLES.contains(TensorFiles.ending(path))) {
                return null;
            }
            if (images.isEmpty()) {
                throw new ModelException(
                        String.valueOf(path.getFileName()), null, null, "there are no images in this folder", null);
            }
            return images;
        } catch (IOException e) {
            throw new ModelException(
                    String.valueOf(path.getFileName()), null, null, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
