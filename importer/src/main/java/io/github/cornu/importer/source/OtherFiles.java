package io.github.cornu.importer.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is that is none of Keras's, by its beginning: what people have by mistake in the place of a model. */
final class OtherFiles {
    private static final String LFS = "version https://git-lfs.github.com/spec/";
    private static final Pattern LFS_SIZE = Pattern.compile("(?m)^size (\\d{1,18})$");
    /** What may come before the first key. */
    private static final String YAML_START = "(?s)(?:(?:#[^\\n]*|---)\\R)*";

    private static final Pattern YAML =
            Pattern.compile(YAML_START + "(?:!!python/\\S+\\s+)?(backend|class_name|config|keras_version)\\s*:.*\\R.*");
    /** Keras 0 had neither classes nor configs. */
    private static final Pattern YAML_BEFORE_1 =
            Pattern.compile(YAML_START + "(class_mode|input_config|input_order|layers|loss|loss_merge)\\s*:.*\\R.*");

    private static final Pattern PAGE =
            Pattern.compile("(?s)\ufeff?\\s*<(!doctype|!--|\\?xml|html|head|body|meta|script|title|error)[\\s>\\-].*");
    /** What servers of models send with the status 404, which downloads keep as the file. */
    private static final Pattern NOT_FOUND =
            Pattern.compile("(404:? )?not found|entry not found|(repository|file) not found", Pattern.CASE_INSENSITIVE);

    private static final String BEFORE_1 =
            " of Keras before 1.0, whose layers had other names and options: load it with"
                    + " that version, or build the model anew";

    private static final int TFLITE_AT = 4;

    private OtherFiles() {}

    /** A sentence about a file that begins so. */
    static String describe(byte[] head) {
        String known = known(head);
        return known == null ? "the file is neither HDF5 nor a .keras archive nor JSON" : known;
    }

    /** A sentence about an architecture of Keras 0. */
    static String beforeKeras1() {
        return "it is an architecture" + BEFORE_1;
    }

    /** A sentence about a file that begins as others than those of Keras do; else null. */
    static String known(byte[] head) {
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
        if (NOT_FOUND.matcher(text).matches()) {
            return "it is the answer of a server that there is no such file: look at the address it was downloaded from";
        }
        if (PAGE.matcher(lower).matches()) {
            return "it is a page of the web, not a model: the address that it was downloaded from leads to a page";
        }
        if (YAML.matcher(text).matches()) {
            return "it is an architecture in YAML, which Keras wrote before 2.6: load it there, and save what to_json() gives";
        }
        if (YAML_BEFORE_1.matcher(text).matches()) {
            return "it is an architecture in YAML" + BEFORE_1;
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
        return null;
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
