package io.github.cornu.importer.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H5FileTest {
    private static final Path BFLOAT16 = Path.of("../testdata/forms/numbers_k3/bfloat16.h5");

    /** As a file may be larger than the heap. */
    @Test
    void bfloat16IsReadFromTheFileInParts() {
        try (H5File file = H5File.open(BFLOAT16)) {
            assertTrue(file.hasOpaque());
            assertFalse(((HdfFile) file.root()).inMemory());
            H5Weight weight = new H5Weight(file, firstMatrix(file));
            assertTrue(weight.readsParts());
            float[] part = new float[2];
            weight.read(1, 2, part);
            assertEquals(weight.read()[2], part[1]);
        }
    }

    @Test
    void aChannelOfNoFileIsClosed(@TempDir Path folder) throws IOException {
        Path empty = Files.write(folder.resolve("no.h5"), new byte[100]);
        FileChannel channel = new H5OpaqueChannel(FileChannel.open(empty, StandardOpenOption.READ));
        assertThrows(ModelException.class, () -> H5File.opened(channel, 100));
        assertFalse(channel.isOpen());
    }

    private static Dataset firstMatrix(H5File file) {
        return datasets(file.root())
                .filter(dataset -> dataset.getDimensions().length == 2)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Dataset> datasets(Group group) {
        return group.getChildren().values().stream()
                .flatMap(child -> child instanceof Group inner ? datasets(inner) : Stream.of((Dataset) child));
    }
}
