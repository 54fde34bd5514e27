package io.github.cornu.importer.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is that is none of Keras's, by its beginning: what people have by mistake in the place of a model. */
final class OtherFiles {
    private static final String LFS = "version https://git-lfs.github.com/spec/";
    private static final Pattern LFS_SIZE = Pattern.compile("(?m)^size (\\d{1,18})$");
    private static final Pattern YAML =
            Pattern.compile("(?s)(backend|class_name|config|keras_version|!!python/\\S+)\\s*:.*\\R.*");

    private static final int TFLITE_AT = 4;

    private OtherFiles() {}

    /** A sentence about a file that begins so. */
    static String describe(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            return "the file is empty";
        }
        if (text.startsWith(LFS)) {
            Matcher size = LFS_SIZE.matcher(text);
            String bytes = size.find() ? " of " + size.group(1) + " bytes" : "";
            return "it is a pointer of Git LFS to a file" + bytes + ", not the file: get it with 'git lfs pull'";
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
            return "it is a page of the web, not a model: the address that it was downloaded from leads to a page";
        }
        if (YAML.matcher(text).matches()) {
            return "it is an architecture in YAML, which Keras wrote before 2.6: load it there, and save what to_json() gives";
        }
        if (startsWith(head, 0, 0x1f, 0x8b)) {
            return "it is compressed by gzip: decompress it first";
        }
        if (startsWith(head, 0, 0x80) && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
            return "it is a pickle of Python, which holds programs: save the model with model.save() in Python";
        }
        if (startsWith(head, TFLITE_AT, 'T', 'F', 'L', '3')) {
            return "it is a model of TensorFlow Lite, which has no layers: save the model as .keras or .h5 in Python";
        }
        return "the file is neither HDF5 nor a .keras archive nor JSON";
    }

    private static boolean startsWith(byte[] head, int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= head.length || (head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
