package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.hub.HubModel;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text file, each a sample of a model of KerasHub; tabs are between texts that belong together. */
public final class HubTexts implements InputSource {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final HubModel model;
    private final List<String[]> texts = new ArrayList<>();

    /**
     * Reads the file, whose encoding is UTF-8.
     *
     * @throws ModelException if it cannot be read, or has no line
     */
    public HubTexts(Path file, HubModel model) {
        this.file = file;
        this.model = model;
        try {
            for (String line : Files.readAllLines(file)) {
                boolean marked = texts.isEmpty() && line.startsWith(BYTE_ORDER_MARK);
                texts.add((marked ? line.substring(1) : line).split("\t", -1));
            }
        } catch (CharacterCodingException e) {
            throw wrong("it is not UTF-8", e);
        } catch (IOException e) {
            throw wrong("it cannot be read: " + e, e);
        }
        if (texts.isEmpty()) {
            throw wrong("it has no texts", null);
        }
    }

    @Override
    public int samples() {
        return texts.size();
    }

    @Override
    public List<Tensor> slice(int first, int count) {
        try {
            return List.copyOf(
                    model.predictInputs(texts.subList(first, first + count)).values());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage(), e);
        }
    }

    private ModelException wrong(String problem, Exception cause) {
        return new ModelException(String.valueOf(file.getFileName()), null, null, problem, cause);
    }

    @Override
    public boolean fits(List<TensorSpec> specs) {
        return true;
    }

    /** The model refuses what it does not take. */
    @Override
    public void check(List<TensorSpec> specs) {}

    @Override
    public List<String> labels() {
        return null;
    }

    @Override
    public void report(PrintWriter out) {}
}
