package io.github.cornu.importer;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.layers.CommonLayers;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** A folder of {@code testdata/common}: a model and what Keras computed with it. */
record CommonCase(Path folder) {
    static final Path ROOT = Path.of("../testdata/common");
    /** Relative to the largest output. */
    private static final double TOLERANCE = 1e-5;

    private static final String WANTED = "cornu.layers";

    /** All folders of classes, or those that {@code -Dcornu.layers=crf,tcn} names. */
    static Stream<Path> classes() {
        return System.getProperty(WANTED) != null
                ? Stream.of(System.getProperty(WANTED).split(",")).map(ROOT::resolve)
                : folders(ROOT);
    }

    /** The cases of a class. */
    static Stream<CommonCase> of(Path layer) {
        return folders(layer).map(CommonCase::new);
    }

    private static Stream<Path> folders(Path parent) {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return folder.getParent().getFileName() + "/" + folder.getFileName();
    }

    Path file() {
        Path archive = folder.resolve("model.keras");
        return Files.exists(archive) ? archive : folder.resolve("model.h5");
    }

    Model load(CompileOptions options) {
        return KerasModels.loader().options(options).customObjects(objects()).load(file());
    }

    /** All layers, and those that a file does not tell from others of their name. */
    CustomObjects objects() {
        String start = String.valueOf(folder.getFileName()).replaceAll("(_stream)?(_archive)?_k.$", "");
        return switch (String.valueOf(folder.getParent().getFileName())) {
            case "positional_encoding" ->
                start.equals("learnt") ? CommonLayers.all() : CommonLayers.all("PositionalEncoding=" + start);
            case "rotary" -> start.equals("hub") ? CommonLayers.all() : CommonLayers.all("RotaryEmbedding=" + start);
            case "bert" ->
                start.matches("(tanh|erf)(_.*)?")
                        ? CommonLayers.all("FeedForward=gelu_" + start.replaceFirst("_.*", ""))
                        : CommonLayers.all();
            case "transformer" ->
                CommonLayers.all(
                        "TransformerBlock=" + (start.equals("causal") ? "causal" : "bidirectional"),
                        "PositionalEmbedding=masked");
            case "encoder_decoder" -> encoderDecoder(start);
            case "gated_units" -> CommonLayers.all("DistanceLayer=squared");
            case "image_patches" ->
                start.equals("tokenizer_usual")
                        ? CommonLayers.all("CCTTokenizer=example")
                        : CommonLayers.all("DropPath=training_only");
            case "bilinear" -> {
                String kind = start.equals("aligned") ? "aligned_corners" : start;
                yield CommonLayers.all("BilinearUpSampling2D=" + kind, "BilinearUpsampling=" + kind);
            }
            default -> CommonLayers.all();
        };
    }

    /** Those that the file tells, without any choice, where there are such. */
    private CustomObjects encoderDecoder(String start) {
        String encoder = "TransformerEncoder=" + start.replaceFirst("_.*", "");
        if (start.startsWith("third")) {
            return CommonLayers.all();
        }
        boolean ofKeras3 = folder.toString().endsWith("_k3");
        String positions = "PositionalEmbedding=" + (start.endsWith("unmasked") ? "unmasked" : "masked");
        return ofKeras3 ? CommonLayers.all(encoder, positions) : CommonLayers.all(encoder);
    }

    Golden golden() {
        return Golden.of(Npz.read(folder.resolve("golden.npz")));
    }

    static boolean isEqual(Comparison comparison) {
        return comparison.isWithin(TOLERANCE);
    }

    /** Whether inference needs a weight: not one whose name or path ends as one that case.json lists. */
    boolean uses(String weight) {
        try {
            String name = weight.replaceFirst(":\\d+$", "");
            return Pattern.compile("\"([^\"]+)\"")
                    .matcher(Files.readString(folder.resolve("case.json")))
                    .results()
                    .noneMatch(found -> name.endsWith(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inputs of the only call, in the order of the model. */
    List<Tensor> inputs(Model model) {
        Map<String, Tensor> recorded = golden().calls().get(0).inputs();
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < model.inputs().size(); i++) {
            Tensor byName = recorded.get(model.inputs().get(i).name());
            inputs.add(byName == null ? recorded.get(String.valueOf(i)) : byName);
        }
        return inputs;
    }

    /** Of the bits of all outputs; a NaN is a NaN. */
    String crc(Model model) {
        CRC32 crc = new CRC32();
        for (Tensor output : model.newSession().run(inputs(model))) {
            for (float value : output.data()) {
                int bits = Float.floatToIntBits(value);
                for (int shift = 24; shift >= 0; shift -= 8) {
                    crc.update(bits >>> shift);
                }
            }
        }
        return String.format("%08x", crc.getValue());
    }
}
