package io.github.cornu.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cornu.Printable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page of HTML in one file that needs no other and no network. */
public final class Page {
    private Page() {}

    /** A template with its data, and with the style and the script that all pages share. */
    public static String of(String template, ObjectNode data) {
        return resource(template)
                .replace("/* page.css */", resource("page.css"))
                .replace("/* page.js */", resource("page.js"))
                .replace("{\"the\":\"data\"}", printable(data).toString().replace("<", "\\u003c"));
    }

    /** All texts in it, names of layers among them, so that they are shown as they are. */
    private static JsonNode printable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(printable(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, printable(array.get(i)));
            }
        }
        return node.isTextual() ? TextNode.valueOf(Printable.text(node.textValue())) : node;
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
