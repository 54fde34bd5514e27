package io.github.cornu.importer.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.ModelException;
import java.io.IOException;

/**
 * JSON as Python writes it: NaN and the infinities are numbers. A parser that fills nodes, since an object mapper takes
 * a quarter of a second to start.
 */
final class Json {
    private static final int MAX_DEPTH = 500;
    /** Far above any model; even a vocabulary of all words is smaller. */
    private static final int MAX_VALUES = 5_000_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Others keep buffers of their own classes for each thread, which keep the library in memory after its end.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private Json(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The object in a text.
     *
     * @throws ModelException if it is not JSON, or another value than an object
     */
    static ObjectNode parse(String text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new ModelException("the model's config is not a JSON object");
            }
            return new Json(parser).object();
        } catch (IOException e) {
            throw new ModelException("the model's config is not valid JSON: " + firstLine(e.getMessage()), e);
        }
    }

    /**
     * The text in a JSON string.
     *
     * @throws ModelException if it is none
     */
    static String string(String text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new ModelException("the file is not valid JSON: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private ObjectNode object() throws IOException {
        ObjectNode node = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            node.set(name, value());
        }
        return node;
    }

    private ArrayNode array() throws IOException {
        ArrayNode node = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            node.add(value());
        }
        return node;
    }

    private JsonNode value() throws IOException {
        if (++values > MAX_VALUES) {
            throw new IOException("more than " + MAX_VALUES + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            default -> throw new IOException("unexpected end");
        };
    }

    private JsonNode integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? NODES.numberNode(parser.getDoubleValue())
                : NODES.numberNode(parser.getLongValue());
    }
}
