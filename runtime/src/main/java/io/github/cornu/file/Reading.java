package io.github.cornu.file;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads files. Whatever is in them, what comes out is a model or a {@link ModelException}. */
public final class Reading {
    private Reading() {}

    /** Whether bytes are the beginning of such a file. */
    public static boolean isCornu(byte[] head) {
        return Header.isThere(head);
    }

    /**
     * Maps a file. Its weights are read from there when they are needed.
     *
     * @param name for messages
     * @throws ModelException if it is not there, is damaged, or is none
     */
    public static FileContent read(Path path, String name) {
        FileBytes bytes;
        try {
            bytes = FileBytes.map(path);
        } catch (NoSuchFileException e) {
            throw new ModelException(name, null, null, "there is no such file", e);
        } catch (IOException e) {
            String problem =
                    Files.isDirectory(path) ? "it is a directory" : "the file cannot be read: " + e.getMessage();
            throw new ModelException(name, null, null, problem, e);
        }
        return read(bytes, name);
    }

    /**
     * Reads a file that is in memory.
     *
     * @param content may not be changed as long as the weights are needed
     * @param name for messages
     * @throws ModelException if it is damaged, or is none
     */
    public static FileContent read(byte[] content, String name) {
        return read(FileBytes.of(content), name);
    }

    private static FileContent read(FileBytes file, String name) {
        try {
            return read(file, Header.read(file));
        } catch (ModelException e) {
            throw e.in(name);
        } catch (RuntimeException e) {
            throw new ModelException(name, null, null, Decoder.reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }

    private static FileContent read(FileBytes file, Header header) {
        Decoder in = new Decoder(file.first(Header.SIZE, header.description()), header.version());
        texts(in);
        tables(in);
        long first = Header.aligned((long) Header.SIZE + header.description());
        long last = weights(in, file, first, header.length() - Header.END);
        if (last != header.length() - Header.END) {
            throw new IllegalArgumentException("there are bytes after the last weight");
        }
        WeightFormat format = in.name(Names.FORMATS);
        Graph graph = GraphForm.read(in);
        boolean isRecorded = in.flag();
        double tolerance = isRecorded ? in.precise() : 0;
        Map<String, Tensor> golden = isRecorded ? golden(in) : Map.of();
        in.requireEnd();
        return new FileContent(graph, format, golden, tolerance);
    }

    /** The graph of a description whose weights are not there yet. */
    static Graph graph(ByteBuffer description) {
        Decoder in = new Decoder(description, Header.VERSION);
        texts(in);
        tables(in);
        weights(in, null, 0, Long.MAX_VALUE);
        in.name(Names.FORMATS);
        return GraphForm.read(in);
    }

    private static void texts(Decoder in) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            in.add(in.characters());
        }
    }

    private static void tables(Decoder in) {
        int count = in.count();
        for (int i = 0; i < count; i++) {
            int size = in.count();
            int[][] tokens = new int[size][];
            float[] values = new float[size];
            for (int k = 0; k < size; k++) {
                tokens[k] = new int[in.count()];
                for (int c = 0; c < tokens[k].length; c++) {
                    tokens[k][c] = in.number();
                }
                values[k] = in.real();
            }
            in.add(new TokenTable(tokens, values));
        }
    }

    /** The numbers follow each other, so that they are never more than the file has bytes. */
    private static long weights(Decoder in, FileBytes file, long first, long end) {
        long from = first;
        int count = in.count();
        for (int i = 0; i < count; i++) {
            StoredWeight weight = weight(in, file, from);
            if (weight.length() > end - from) {
                throw new IllegalArgumentException("a weight of the shape " + weight.shape() + " is not in the file");
            }
            from = Header.aligned(from + weight.length());
            in.add(weight);
        }
        return from;
    }

    /**
     * Reads the description of a weight.
     *
     * @param from where its numbers start
     */
    private static StoredWeight weight(Decoder in, FileBytes file, long from) {
        String name = in.text();
        Shape shape = in.shape();
        if (!shape.isFixed()) {
            throw new IllegalArgumentException("a weight of the shape " + shape);
        }
        return switch (name) {
            case FloatForm.NAME -> new FloatForm.Stored(shape, file, from);
            case PairForm.NAME -> new PairForm.Stored(shape, in, file, from);
            case ByteForm.NAME -> new ByteForm.Stored(shape, in, file, from);
            default ->
                throw new IllegalArgumentException(
                        "this version of Cornu does not know weights of the form '" + name + "'");
        };
    }

    private static Map<String, Tensor> golden(Decoder in) {
        int count = in.count();
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.text();
            boolean texts = in.flag();
            Weight numbers = in.weight();
            Tensor tensor = Tensor.of(numbers.read(), numbers.shape());
            arrays.put(name, texts ? Texts.of(tensor) : tensor);
        }
        return arrays;
    }
}
