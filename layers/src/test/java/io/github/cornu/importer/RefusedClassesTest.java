package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.layers.CommonLayers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Layers that have a known name, and are none of those that have it. */
class RefusedClassesTest {
    private static String message(String className, String options) {
        return message(className, options, "2.15.0");
    }

    private static String message(String className, String options, String version) {
        String json = "{\"class_name\":\"Sequential\",\"keras_version\":\"" + version + "\",\"backend\":\"tensorflow\","
                + "\"config\":{\"name\":\"m\",\"layers\":[{\"class_name\":\"InputLayer\",\"config\":{\"name\":\"in\","
                + "\"batch_input_shape\":[null,4,3]}},{\"class_name\":\"" + className
                + "\",\"config\":{\"name\":\"last\""
                + options + "}}]}}";
        KerasFile architecture = KerasFile.of(json.getBytes(StandardCharsets.UTF_8), "model.json");
        KerasFile weights = KerasFile.of(CommonCase.ROOT.resolve("fixed_dropout/dense_k2/model.h5"));
        return assertThrows(
                        ModelException.class,
                        () -> KerasModels.loader()
                                .customObjects(CommonLayers.all())
                                .weights(weights)
                                .load(architecture))
                .getMessage();
    }

    @Test
    void whatNoFileTellsIsToBeChosen() {
        String start = "model.json with the weights of model.h5: layer 'last' ";
        String how = ": with --layer of the command, in Java as an argument of CommonLayers.all";
        assertEquals(
                start
                        + "(RotaryEmbedding): its config is not that of KerasHub's, and classes of this name turn pairs of"
                        + " two kinds, of which its config does not tell the one; choose RotaryEmbedding=halves or"
                        + " RotaryEmbedding=neighbours" + how,
                message("RotaryEmbedding", ",\"dim\":4"));
        assertEquals(
                start + "(PositionalEncoding): classes of this name order sines and cosines in two ways, of which its"
                        + " config does not tell the one; choose PositionalEncoding=alternating or"
                        + " PositionalEncoding=halves" + how,
                message("PositionalEncoding", ",\"d_model\":3"));
        assertEquals(
                start
                        + "(BilinearUpsampling): classes of this name place pixels in three ways, of which its config does"
                        + " not tell the one; choose BilinearUpsampling=aligned_corners or BilinearUpsampling=legacy or"
                        + " BilinearUpsampling=pixel_centers" + how,
                message("BilinearUpsampling", ",\"size\":[2,2]"));
        assertEquals(
                start
                        + "(TransformerBlock): Keras's examples have two classes of this name, bidirectional in that of"
                        + " text classification, causal in that of the miniature GPT, of which its config does not tell the"
                        + " one; choose TransformerBlock=bidirectional or TransformerBlock=causal" + how,
                message("TransformerBlock", ",\"embed_dim\":4,\"num_heads\":2,\"ff_dim\":3,\"rate\":0.1"));
        assertEquals(
                start
                        + "(DistanceLayer): classes of this name have the squared distances, as that of Keras's example of"
                        + " triplets, or others, of which its config does not tell the one; choose DistanceLayer=squared"
                        + how,
                message("DistanceLayer", ""));
    }

    /** Files of Keras 2 tell which PositionalEmbedding it is, those of Keras 3 do not. */
    @Test
    void classesOfExamplesAreToBeChosen() {
        String how = ": with --layer of the command, in Java as an argument of CommonLayers.all";
        CommonCase translation = new CommonCase(CommonCase.ROOT.resolve("encoder_decoder/translation_unmasked_k3"));
        assertEquals(
                "model.h5: layer 'positional_embedding' (PositionalEmbedding): classes of this name in Keras 3 mask tokens"
                        + " that are 0, or do not, as that of Keras's example, of which its config does not tell the one;"
                        + " choose PositionalEmbedding=masked or PositionalEmbedding=unmasked" + how,
                refusal(translation.file(), CommonLayers.all("TransformerEncoder=book")));
        assertEquals(
                "model.h5: layer 'transformer_encoder' (TransformerEncoder): classes of this name are of \"Deep Learning"
                        + " with Python\", and of Keras's examples of translation, which passes its mask on, and of videos,"
                        + " which has a gelu in place of relu, of which its config does not tell the one; choose"
                        + " TransformerEncoder=book or TransformerEncoder=translation or TransformerEncoder=video"
                        + how,
                refusal(translation.file(), CommonLayers.all("PositionalEmbedding=unmasked")));
        assertEquals(
                "model.h5: layer 'transformer_decoder' (TransformerDecoder): TransformerDecoder with a mask is not"
                        + " supported in Keras 3, where classes of this name do different things with it",
                refusal(
                        translation.file(),
                        CommonLayers.all("PositionalEmbedding=masked", "TransformerEncoder=translation")));
        CommonCase tokenizer = new CommonCase(CommonCase.ROOT.resolve("image_patches/tokenizer_usual_k2"));
        assertEquals(
                "model.h5: layer 'cct_tokenizer' (CCTTokenizer): its config lacks [stride, padding, pooling_kernel_size,"
                        + " pooling_stride], which are those of Keras's example, or those of a copy, of which its config"
                        + " does not tell the one; choose CCTTokenizer=example" + how,
                refusal(tokenizer.file(), CommonLayers.all()));
        CommonCase patches = new CommonCase(CommonCase.ROOT.resolve("image_patches/encoder_k2"));
        assertEquals(
                "model.h5: layer 'drop_path' (DropPath): a class of this name, of Keras's example of Swin transformers,"
                        + " draws random numbers in predict too, others in training only, of which its config does not tell"
                        + " the one; choose DropPath=training_only" + how,
                refusal(patches.file(), CommonLayers.all()));
    }

    @Test
    void whatCannotBeWhatItsNameSaysIsRefused() {
        String start = "model.json with the weights of model.h5: layer 'last' ";
        assertEquals(
                start + "(Sampling): it draws random numbers, in predict too; cut the model before it, in Python:"
                        + " keras.Model(encoder.inputs, [z_mean, z_log_var]), or write it in Java with"
                        + " CustomObjects.register, with numbers of its own",
                message("Sampling", ""));
        assertEquals(
                start
                        + "(ReflectionPadding2D): a padding of [1, 2] is not supported: classes of this name disagree on which"
                        + " number is that of the height",
                message("ReflectionPadding2D", ",\"padding\":[1,2]"));
        assertEquals(
                start
                        + "(TransformerDecoder): its config is not that of TransformerDecoder of Keras's example of machine"
                        + " translation or of \"Deep Learning with Python\"",
                message("TransformerDecoder", ",\"embed_dim\":4,\"num_heads\":2"));
        assertEquals(
                start
                        + "(PositionalEmbedding): its config is not that of PositionalEmbedding of Keras's example of machine"
                        + " translation, which has 'sequence_length', 'vocab_size' and 'embed_dim', nor that of \"Deep"
                        + " Learning with Python\", which has 'sequence_length', 'input_dim' and 'output_dim'; write it in"
                        + " Java with CustomObjects.register",
                message("PositionalEmbedding", ",\"sequence_length\":4,\"output_dim\":3", "3.0.0"));
        assertEquals(
                start + "(PatchEncoder): the file does not have the weights for it of the layer of this name of Keras's"
                        + " examples, a table of places and a Dense layer before it, but []",
                message("PatchEncoder", ",\"num_patches\":4"));
        assertEquals(
                start + "(Patches): expected a 'patch_size' above 0, the same for both axes, got [2, 3]",
                message("Patches", ",\"patch_size\":[2,3]"));
    }

    private static String refusal(Path file, CustomObjects objects) {
        return assertThrows(ModelException.class, () -> KerasModels.load(file, objects))
                .getMessage();
    }

    @Test
    void choicesThatAreNoneNameThoseThatThereAre() {
        assertEquals(
                "there is no 'TransformerBlock=encoder' to choose, but TransformerBlock=bidirectional,"
                        + " TransformerBlock=causal",
                refused("TransformerBlock=encoder"));
        String all = refused("CRF=addons");
        assertTrue(
                all.startsWith("there is no 'CRF=addons' to choose, but BilinearUpSampling2D=aligned_corners, "), all);
        assertEquals(
                "TransformerBlock is chosen twice",
                refused("TransformerBlock=causal", "TransformerBlock=bidirectional"));
    }

    private static String refused(String... choices) {
        return assertThrows(IllegalArgumentException.class, () -> CommonLayers.all(choices))
                .getMessage();
    }

    /** KerasHub's layer turns halves, whatever is chosen for others of its name. */
    @Test
    void aChoiceThatContradictsTheFileIsRefused() {
        CommonCase hub = new CommonCase(CommonCase.ROOT.resolve("rotary/hub_k3"));
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.load(hub.file(), CommonLayers.all("RotaryEmbedding=neighbours")));
        assertTrue(e.getMessage().endsWith(": its config is that of KerasHub's, which turns halves"), e.getMessage());
    }

    @Test
    void wordsThatAreNotInTheFileAreRefused() {
        assertEquals(
                "model.json with the weights of model.h5: layer 'last/encoding_layers/0' (StringLookup): a vocabulary that"
                        + " is not in the file",
                message("MultiCategoryEncoding", ",\"encoding\":[\"none\",\"int\",\"none\"]"));
    }

    @Test
    void categoriesOfNumbersAreRefused() throws IOException {
        Path file = CommonCase.ROOT.resolve("autokeras_casts/words_k2/model.keras");
        ByteArrayOutputStream edited = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(file));
                ZipOutputStream to = new ZipOutputStream(edited)) {
            for (ZipEntry member = from.getNextEntry(); member != null; member = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(member.getName()));
                byte[] content = from.readAllBytes();
                boolean config = member.getName().equals("config.json");
                String text = new String(content, StandardCharsets.UTF_8).replace("\"string\"", "\"float32\"");
                to.write(config ? text.getBytes(StandardCharsets.UTF_8) : content);
            }
        }
        KerasFile numbers = KerasFile.of(edited.toByteArray(), "model.keras");
        assertEquals(
                "model.keras: layer 'multi_category_encoding' (Custom>MultiCategoryEncoding): categories ('int') in an input of"
                        + " numbers are not supported",
                assertThrows(
                                ModelException.class,
                                () -> KerasModels.loader()
                                        .customObjects(CommonLayers.all())
                                        .load(numbers))
                        .getMessage());
    }

    @Test
    void whatTheOptimizationToolkitDoesNotTellIsRefused() {
        String dense = ",\"layer\":{\"class_name\":\"Dense\",\"config\":{\"name\":\"inner\",\"units\":2%s}}";
        String start = "model.json with the weights of model.h5: layer 'last' ";
        assertEquals(
                start + "(ClusterWeights): preserve_sparsity: which weights stay 0, is not in the file; save what"
                        + " strip_clustering gives",
                message("ClusterWeights", dense.formatted("") + ",\"preserve_sparsity\":true"));
        assertEquals(
                start + "(PruneLowMagnitude): it is not supported around MultiHeadAttention; save the model without the"
                        + " wrappers",
                message("PruneLowMagnitude", dense.formatted("").replace("Dense", "MultiHeadAttention")));
        String config = ",\"quantize_config\":{\"class_name\":\"%s\",\"config\":{\"weight_attrs\":[\"kernel\"],"
                + "\"activation_attrs\":[\"activation\"],\"quantize_output\":false}}";
        assertEquals(
                start + "(QuantizeWrapperV2): the quantize_config MyConfig is not supported; known are those of"
                        + " Default8BitQuantizeScheme and DefaultNBitQuantizeScheme",
                message("QuantizeWrapperV2", dense.formatted("") + config.formatted("MyConfig")));
        assertEquals(
                start + "(QuantizeWrapperV2): the activation elu is not supported in a quantized layer",
                message(
                        "QuantizeWrapperV2",
                        dense.formatted(",\"activation\":\"elu\"") + config.formatted("Default8BitQuantizeConfig")));
        String quantizer = ",\"quantizer\":{\"class_name\":\"MyQuantizer\",\"config\":{}}";
        assertEquals(
                start + "(QuantizeLayer): the quantizer MyQuantizer is not supported; known: AllValuesQuantizer,"
                        + " LastValueQuantizer, MovingAverageQuantizer, FixedQuantizer, NoQuantizer",
                message("QuantizeLayer", quantizer));
    }

    /** The names are those of the toolkit, of which none is registered in a package. */
    @Test
    void configsOfQuantizationThatAreSomebodysOwnAreRefused() {
        String dense = ",\"layer\":{\"class_name\":\"Dense\",\"config\":{\"name\":\"inner\",\"units\":2}}";
        String start = "model.json with the weights of model.h5: layer 'last' ";
        for (String name : List.of("Mine>Default8BitQuantizeConfig", "Mine>NoOpQuantizeConfig", "QuantizeConfig")) {
            String config = ",\"quantize_config\":{\"class_name\":\"" + name + "\",\"config\":{}}";
            String expected = start + "(QuantizeWrapperV2): the quantize_config " + name + " is not supported; ";
            String message = message("QuantizeWrapperV2", dense + config);
            assertTrue(message.startsWith(expected), message);
        }
        String more = ",\"quantize_config\":{\"class_name\":\"Default8BitQuantizeConfig\",\"config\":{\"weight_attrs\":"
                + "[\"kernel\"],\"activation_attrs\":[],\"quantize_output\":false,\"num_bits_weight\":4}}";
        assertEquals(
                start
                        + "(QuantizeWrapperV2): the option 'num_bits_weight' of a Default8BitQuantizeConfig is not supported",
                message("QuantizeWrapperV2", dense + more));
        String quantizer = ",\"quantizer\":{\"class_name\":\"Mine>NoQuantizer\",\"config\":{}}";
        assertTrue(message("QuantizeLayer", quantizer).contains("the quantizer Mine>NoQuantizer is not supported"));
    }

    @Test
    void theGeluOfHeadsIsToBeChosen() {
        assertEquals(
                "model.json with the weights of model.h5: layer 'last' (MultiHeadAttention): its activation 'gelu' is exact,"
                        + " or approximated by tanh as in newer versions of keras-bert, of which its config does not tell"
                        + " the one; choose FeedForward=gelu_erf or FeedForward=gelu_tanh: with --layer of the command, in"
                        + " Java as an argument of CommonLayers.all",
                message("MultiHeadAttention", ",\"head_num\":2,\"activation\":\"gelu\""));
    }

    @Test
    void othersOfTheNamesOfPretrainingAreCustomLayers() {
        for (String name : List.of("EmbeddingSimilarity", "EmbeddingSim", "Masked", "Cross")) {
            assertTrue(message(name, "").contains("CustomObjects.register"), name);
        }
    }

    @Test
    void modulesOfTensorFlowHubAreToBeExported() {
        assertEquals(
                "model.json with the weights of model.h5: layer 'last' (KerasLayer): its module of"
                        + " tensorflow_hub is not in the file; tools/export puts the Keras model in its place that the module"
                        + " was saved from; write it in Java with CustomObjects.register(\"KerasLayer\", …)",
                message("KerasLayer", ",\"handle\":\"https://tfhub.dev/x/1\""));
    }

    @Test
    void candidatesAreNamed() {
        assertEquals(
                "model.json with the weights of model.h5: layer 'last' (CRF): its config is neither that of keras_contrib's CRF, which has"
                        + " 'learn_mode', nor that of TensorFlow Addons, which has 'use_kernel'",
                message("CRF", ",\"units\":3"));
        assertEquals(
                "model.json with the weights of model.h5: layer 'last' (AttentionLayer): its weights [] are of none of the attention layers known by"
                        + " this name: W (features, units), b (units,), u (units,); W (features, 1), b (time, 1);"
                        + " W (features,), b (time,); W_a, U_a, V_a",
                message("AttentionLayer", ""));
    }
}
