package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** An HDF5 file, read by jhdf, whose faults become a {@link ModelException}. */
final class H5File implements AutoCloseable {
    private final HdfFile file;

    private H5File(HdfFile file) {
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws ModelException if it is not there, or not HDF5
     */
    static H5File open(Path path) {
        if (Files.isDirectory(path)) {
            throw new ModelException("it is a directory, not an HDF5 file");
        }
        if (!Files.isReadable(path)) {
            throw new ModelException(Files.exists(path) ? "the file cannot be read" : "there is no such file");
        }
        H5Superblock.check(path);
        return new H5File(guarded("the file", () -> new HdfFile(path.toAbsolutePath())));
    }

    /** Runs something of jhdf, which throws all kinds of unchecked exceptions at damaged files. */
    static <T> T guarded(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (ModelException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new ModelException(what + " is damaged, or needs more memory than Java has here: " + reason(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ModelException(what + " is damaged: " + reason(e), e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return text == null ? root.getClass().getSimpleName() : text;
    }

    Group root() {
        return file;
    }

    /** The group at that path below another, or null. */
    static Group group(Group parent, String path) {
        Node node = node(parent, path);
        return node instanceof Group group ? group : null;
    }

    /** The dataset at that path below a group, or null. */
    static Dataset dataset(Group parent, String path) {
        Node node = node(parent, path);
        return node instanceof Dataset dataset ? dataset : null;
    }

    private static Node node(Group parent, String path) {
        return guarded("the group '" + parent.getPath() + "'", () -> {
            Node node = parent;
            for (String part : path.split("/")) {
                if (part.isEmpty()) {
                    continue;
                }
                if (!(node instanceof Group group) || !group.getChildren().containsKey(part)) {
                    return null;
                }
                node = group.getChild(part);
            }
            return node;
        });
    }

    static boolean hasAttribute(Node node, String name) {
        return guarded("the file", () -> node.getAttributes().containsKey(name));
    }

    /** A text attribute, or null. */
    static String text(Node node, String name) {
        if (!hasAttribute(node, name)) {
            return null;
        }
        List<String> texts = texts(node.getAttribute(name));
        return texts.isEmpty() ? null : texts.get(0);
    }

    /**
     * A list of texts. Lists too long for one attribute are cut into {@code name0}, {@code name1} and so on.
     *
     * @return null if there is no such attribute
     */
    static List<String> textList(Node node, String name) {
        if (hasAttribute(node, name)) {
            return texts(node.getAttribute(name));
        }
        List<String> all = null;
        for (int part = 0; hasAttribute(node, name + part); part++) {
            all = all == null ? new ArrayList<>() : all;
            all.addAll(texts(node.getAttribute(name + part)));
        }
        return all;
    }

    /** Strings of any rank, fixed or variable; an empty list is written as an empty array of floats. */
    private static List<String> texts(Attribute attribute) {
        Object data = guarded("the attribute '" + attribute.getName() + "'", attribute::getData);
        List<String> texts = new ArrayList<>();
        if (data instanceof String text) {
            texts.add(text);
        } else if (data instanceof String[] array) {
            texts.addAll(List.of(array));
        } else if (data != null && attribute.getSize() != 0) {
            throw new ModelException("the attribute '" + attribute.getName() + "' is no text");
        }
        texts.replaceAll(H5File::withoutNuls);
        return texts;
    }

    private static String withoutNuls(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    @Override
    public void close() {
        guarded("the file", () -> {
            file.close();
            return null;
        });
    }
}
