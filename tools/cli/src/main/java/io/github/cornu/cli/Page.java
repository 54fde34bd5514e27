package io.github.cornu.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page of HTML in one file that needs no other and no network. */
final class Page {
    private Page() {}

    /** A template with its data, and with the style and the script that all pages share. */
    static String of(String template, ObjectNode data) {
        return resource(template)
                .replace("/* page.css */", resource("page.css"))
                .replace("/* page.js */", resource("page.js"))
                .replace("{\"the\":\"data\"}", data.toString().replace("<", "\\u003c"));
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
