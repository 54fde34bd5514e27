package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An HDF5 file, read by jhdf, whose faults become a {@link ModelException}. */
public final class H5File implements AutoCloseable {
    /** No object of Keras is that deep in the file. */
    private static final int MAX_DEPTH = 100;
    /** Two thirds of the file of a model that was compiled, and never looked at. */
    private static final Set<String> SKIPPED = Set.of("optimizer_weights", "optimizer");

    static {
        H5Logging.start();
    }

    private final HdfFile file;
    private final long length;
    private final boolean hasOpaque;
    /** What jhdf reads the file through; null: it opens and closes the file itself. */
    private final FileChannel channel;

    private H5File(HdfFile file, long length, boolean hasOpaque) {
        this(file, length, hasOpaque, null);
    }

    private H5File(HdfFile file, long length, boolean hasOpaque, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.length = length;
        this.hasOpaque = hasOpaque;
    }

    /**
     * Opens a file.
     *
     * @throws ModelException if it is not there, or not HDF5
     */
    public static H5File open(Path path) {
        if (Files.isDirectory(path)) {
            throw new ModelException("it is a directory, not an HDF5 file");
        }
        if (!Files.isReadable(path)) {
            throw new ModelException(Files.exists(path) ? "the file cannot be read" : "there is no such file");
        }
        H5Superblock.check(path);
        H5File plain =
                new H5File(H5Faults.guarded("the file", () -> new HdfFile(path.toAbsolutePath())), size(path), false);
        return plain.readsGroups() ? plain : plain.orReplaced(path);
    }

    /**
     * Opens a file that is in memory.
     *
     * @throws ModelException if it is not HDF5
     */
    public static H5File open(byte[] bytes) {
        H5Superblock.check(bytes);
        H5File plain = new H5File(H5Faults.guarded("the file", () -> HdfFile.fromBytes(bytes)), bytes.length, false);
        ByteBuffer replaced = plain.readsGroups() ? null : H5Opaque.replaced(bytes);
        if (replaced == null) {
            return plain;
        }
        plain.close();
        return new H5File(H5Faults.guarded("the file", () -> HdfFile.fromByteBuffer(replaced)), bytes.length, true);
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether jhdf can read all groups. */
    private boolean readsGroups() {
        try {
            checkGroups(file, 0, new HashSet<>());
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return false;
        }
    }

    /** The same file with its opaque types replaced; this one if there are none. Closes what it does not return. */
    private H5File orReplaced(Path path) {
        H5File chosen = null;
        H5File other = null;
        try {
            H5OpaqueChannel replacing = new H5OpaqueChannel(FileChannel.open(path, StandardOpenOption.READ));
            other = opened(replacing, length);
            other.readHeaders();
            chosen = replacing.replaced() > 0 ? other : this;
            return chosen;
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        } finally {
            closeUnless(chosen, this);
            closeUnless(chosen, other);
        }
    }

    private static void closeUnless(H5File chosen, H5File file) {
        if (file != null && file != chosen) {
            file.close();
        }
    }

    /** Opens a file through a channel, which it closes if that fails. */
    static H5File opened(FileChannel channel, long length) throws IOException {
        boolean isOpen = false;
        try {
            HdfFile opened = H5Faults.guarded("the file", () -> new HdfFile(channel));
            isOpen = true;
            return new H5File(opened, length, true, channel);
        } finally {
            if (!isOpen) {
                channel.close();
            }
        }
    }

    /** Reads all groups as far as that goes, so that the channel knows which types there are. */
    private void readHeaders() {
        readsGroups();
    }

    private static void checkGroups(Group group, int depth, Set<Long> visited) {
        if (depth > MAX_DEPTH || !visited.add(group.getAddress())) {
            return;
        }
        for (Node child : group.getChildren().values()) {
            if (!child.isLink() && child instanceof Group inner && !SKIPPED.contains(child.getName())) {
                checkGroups(inner, depth + 1, visited);
            }
        }
    }

    public Group root() {
        return file;
    }

    /** Bytes of the file. */
    public long length() {
        return length;
    }

    /** Whether strings of two bytes are what {@link H5Opaque} made of opaque types. */
    boolean hasOpaque() {
        return hasOpaque;
    }

    /** The group at that path below another, or null. */
    public static Group group(Group parent, String path) {
        Node node = node(parent, path);
        return node instanceof Group group ? group : null;
    }

    /** The dataset at that path below a group, or null. */
    public static Dataset dataset(Group parent, String path) {
        Node node = node(parent, path);
        return node instanceof Dataset dataset ? dataset : null;
    }

    private static Node node(Group parent, String path) {
        return H5Faults.guarded("the group '" + parent.getPath() + "'", () -> {
            Node node = parent;
            for (String part : path.split("/")) {
                if (part.isEmpty()) {
                    continue;
                }
                if (!(node instanceof Group group) || !group.getChildren().containsKey(part)) {
                    return null;
                }
                node = withoutLink(group.getChildren().get(part));
            }
            return node;
        });
    }

    /**
     * Refuses links, which Keras neither writes nor follows: they may lead out of the file.
     *
     * @return the node itself
     */
    public static Node withoutLink(Node node) {
        if (node instanceof Link || node.isLink()) {
            throw new ModelException("'" + node.getPath() + "' is a link to another place, which is not followed");
        }
        return node;
    }

    public static boolean hasAttribute(Node node, String name) {
        return H5Faults.guarded("the file", () -> node.getAttributes().containsKey(name));
    }

    /** An attribute that counts something. */
    public static int wholeNumber(Node node, String name) {
        Object value = hasAttribute(node, name)
                ? H5Faults.guarded(
                        "the attribute '" + name + "'",
                        () -> node.getAttribute(name).getData())
                : null;
        if (value instanceof Number number && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new ModelException("the attribute '" + name + "' is no count");
    }

    /** A text attribute, or null. */
    public static String text(Node node, String name) {
        if (!hasAttribute(node, name)) {
            return null;
        }
        List<String> texts = H5Texts.of(node.getAttribute(name));
        return texts.isEmpty() ? null : texts.get(0);
    }

    /**
     * A list of texts. Lists too long for one attribute are cut into {@code name0}, {@code name1} and so on.
     *
     * @return null if there is no such attribute
     */
    public static List<String> textList(Node node, String name) {
        if (hasAttribute(node, name)) {
            return H5Texts.of(node.getAttribute(name));
        }
        List<String> all = null;
        for (int part = 0; hasAttribute(node, name + part); part++) {
            all = all == null ? new ArrayList<>() : all;
            all.addAll(H5Texts.of(node.getAttribute(name + part)));
        }
        return all;
    }

    @Override
    public void close() {
        if (channel == null) {
            H5Faults.guarded("the file", () -> {
                file.close();
                return null;
            });
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new ModelException("the file cannot be closed: " + e.getMessage(), e);
        }
    }
}
