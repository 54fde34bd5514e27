package io.github.cornu.hub.models;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.models.image.ClipModels;
import io.github.cornu.hub.models.image.DeepLabModels;
import io.github.cornu.hub.models.image.DenseNetModels;
import io.github.cornu.hub.models.image.EfficientNetModels;
import io.github.cornu.hub.models.image.Images;
import io.github.cornu.hub.models.image.MitModels;
import io.github.cornu.hub.models.image.MobileNetModels;
import io.github.cornu.hub.models.image.ResNetModels;
import io.github.cornu.hub.models.image.SegFormerModels;
import io.github.cornu.hub.models.image.VggModels;
import io.github.cornu.hub.models.image.VitModels;
import io.github.cornu.hub.models.text.AlbertModels;
import io.github.cornu.hub.models.text.BartModels;
import io.github.cornu.hub.models.text.BertModels;
import io.github.cornu.hub.models.text.BloomModels;
import io.github.cornu.hub.models.text.DebertaModels;
import io.github.cornu.hub.models.text.Decoders;
import io.github.cornu.hub.models.text.DistilBertModels;
import io.github.cornu.hub.models.text.ElectraModels;
import io.github.cornu.hub.models.text.Encoders;
import io.github.cornu.hub.models.text.FourierModels;
import io.github.cornu.hub.models.text.GemmaModels;
import io.github.cornu.hub.models.text.Gpt2Models;
import io.github.cornu.hub.models.text.LlamaModels;
import io.github.cornu.hub.models.text.OptModels;
import io.github.cornu.hub.models.text.RobertaModels;
import io.github.cornu.hub.models.text.T5Models;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import java.util.List;

/**
 * The model classes of KerasHub that can be built, one {@code case} each. A switch, and not a map, so that a process
 * loads those only that it needs. Classes of KerasNLP have other names for some.
 */
public final class HubClasses {
    /** All of them but those of older names, for messages. */
    static final List<String> NAMES = List.of(
            "AlbertBackbone",
            "AlbertMaskedLM",
            "AlbertTextClassifier",
            "BartBackbone",
            "BartSeq2SeqLM",
            "BertBackbone",
            "BertMaskedLM",
            "BertTextClassifier",
            "BloomBackbone",
            "BloomCausalLM",
            "CLIPTextEncoder",
            "CLIPVisionEncoder",
            "DebertaV3Backbone",
            "DebertaV3MaskedLM",
            "DebertaV3TextClassifier",
            "DeepLabV3Backbone",
            "DeepLabV3ImageSegmenter",
            "DenseNetBackbone",
            "DenseNetImageClassifier",
            "DistilBertBackbone",
            "DistilBertMaskedLM",
            "DistilBertTextClassifier",
            "EfficientNetBackbone",
            "EfficientNetImageClassifier",
            "ElectraBackbone",
            "FNetBackbone",
            "FNetMaskedLM",
            "FNetTextClassifier",
            "GPT2Backbone",
            "GPT2CausalLM",
            "Gemma3Backbone",
            "Gemma3CausalLM",
            "GemmaBackbone",
            "GemmaCausalLM",
            "Llama3Backbone",
            "Llama3CausalLM",
            "LlamaBackbone",
            "LlamaCausalLM",
            "MiTBackbone",
            "MiTImageClassifier",
            "MistralBackbone",
            "MistralCausalLM",
            "MobileNetBackbone",
            "MobileNetImageClassifier",
            "OPTBackbone",
            "OPTCausalLM",
            "Phi3Backbone",
            "Phi3CausalLM",
            "Qwen3Backbone",
            "Qwen3CausalLM",
            "QwenBackbone",
            "QwenCausalLM",
            "ResNetBackbone",
            "ResNetImageClassifier",
            "RobertaBackbone",
            "RobertaMaskedLM",
            "RobertaTextClassifier",
            "SegFormerBackbone",
            "SegFormerImageSegmenter",
            "T5Backbone",
            "T5Seq2SeqLM",
            "VGGBackbone",
            "VGGImageClassifier",
            "ViTBackbone",
            "ViTImageClassifier",
            "XLMRobertaBackbone",
            "XLMRobertaMaskedLM",
            "XLMRobertaTextClassifier");

    private HubClasses() {}

    /**
     * Builds a model.
     *
     * @param form what of it
     * @throws UnsupportedModelException if the class, or one of the arguments, is not known
     */
    public static Net build(Args args, Form form) {
        return build(args, new Build(form, HubClasses::build));
    }

    private static Net build(Args args, Build build) {
        HubClass found = find(args.className());
        if (found == null) {
            throw new UnsupportedModelException("the class " + args.className()
                    + " of KerasHub is not supported; those that are: " + String.join(", ", NAMES));
        }
        Net net = found.build(args, build);
        net.type(args.has("backbone") ? args.object("backbone").quantizedType() : args.quantizedType());
        args.rejectUnread();
        return net;
    }

    private static HubClass find(String name) {
        return switch (name) {
            case "BertBackbone" -> BertModels::backbone;
            case "BertTextClassifier", "BertClassifier" -> Encoders::pooledClassifier;
            case "BertMaskedLM" -> BertModels::maskedLm;
            case "DistilBertBackbone" -> DistilBertModels::backbone;
            case "DistilBertTextClassifier", "DistilBertClassifier" -> DistilBertModels::classifier;
            case "DistilBertMaskedLM" -> DistilBertModels::maskedLm;
            case "RobertaBackbone", "XLMRobertaBackbone" -> RobertaModels::backbone;
            case "RobertaTextClassifier", "RobertaClassifier", "XLMRobertaTextClassifier", "XLMRobertaClassifier" ->
                RobertaModels::classifier;
            case "RobertaMaskedLM", "XLMRobertaMaskedLM" -> RobertaModels::maskedLm;
            case "AlbertBackbone" -> AlbertModels::backbone;
            case "AlbertTextClassifier", "AlbertClassifier" -> Encoders::pooledClassifier;
            case "AlbertMaskedLM" -> AlbertModels::maskedLm;
            case "ElectraBackbone" -> ElectraModels::backbone;
            case "GPT2Backbone" -> Gpt2Models::backbone;
            case "OPTBackbone" -> OptModels::backbone;
            case "GPT2CausalLM", "OPTCausalLM", "BloomCausalLM" -> Decoders::causalLm;
            case "GemmaBackbone" -> GemmaModels::gemma;
            case "Gemma3Backbone" -> GemmaModels::gemma3;
            case "GemmaCausalLM", "Gemma3CausalLM" -> GemmaModels::causalLm;
            case "BartBackbone" -> BartModels::backbone;
            case "BartSeq2SeqLM" -> BartModels::seq2SeqLm;
            case "DebertaV3Backbone" -> DebertaModels::backbone;
            case "DebertaV3TextClassifier", "DebertaV3Classifier" -> DebertaModels::classifier;
            case "DebertaV3MaskedLM" -> DebertaModels::maskedLm;
            case "FNetBackbone" -> FourierModels::backbone;
            case "FNetTextClassifier", "FNetClassifier" -> Encoders::pooledClassifier;
            case "FNetMaskedLM" -> FourierModels::maskedLm;
            case "T5Backbone" -> T5Models::backbone;
            case "T5Seq2SeqLM" -> T5Models::seq2SeqLm;
            case "ResNetBackbone" -> ResNetModels::backbone;
            case "DenseNetBackbone" -> DenseNetModels::backbone;
            case "EfficientNetBackbone" -> EfficientNetModels::backbone;
            case "ResNetImageClassifier",
                    "DenseNetImageClassifier",
                    "EfficientNetImageClassifier",
                    "MiTImageClassifier" -> Images::classifier;
            case "DeepLabV3Backbone" -> DeepLabModels::backbone;
            case "DeepLabV3ImageSegmenter" -> DeepLabModels::segmenter;
            case "MiTBackbone" -> MitModels::backbone;
            case "SegFormerBackbone" -> SegFormerModels::backbone;
            case "SegFormerImageSegmenter" -> SegFormerModels::segmenter;
            case "MobileNetBackbone" -> MobileNetModels::backbone;
            case "MobileNetImageClassifier" -> MobileNetModels::classifier;
            case "VGGBackbone" -> VggModels::backbone;
            case "VGGImageClassifier" -> VggModels::classifier;
            case "CLIPVisionEncoder" -> ClipModels::vision;
            case "CLIPTextEncoder" -> ClipModels::text;
            case "ViTBackbone" -> VitModels::backbone;
            case "ViTImageClassifier" -> VitModels::classifier;
            case "BloomBackbone" -> BloomModels::backbone;
            case "LlamaBackbone", "Llama3Backbone" -> LlamaModels::llama;
            case "MistralBackbone" -> LlamaModels::mistral;
            case "QwenBackbone" -> LlamaModels::qwen;
            case "Qwen3Backbone" -> LlamaModels::qwen3;
            case "Phi3Backbone" -> LlamaModels::phi3;
            case "LlamaCausalLM",
                    "Llama3CausalLM",
                    "MistralCausalLM",
                    "QwenCausalLM",
                    "Qwen3CausalLM",
                    "Phi3CausalLM" -> LlamaModels::causalLm;
            default -> null;
        };
    }
}
