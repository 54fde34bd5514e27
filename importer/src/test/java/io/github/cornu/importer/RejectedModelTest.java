package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Models of Keras that Cornu cannot run: the message says all of what it lacks, by the layers' names. */
@Tag("smoke")
class RejectedModelTest {
    @TestFactory
    Stream<DynamicTest> messagesNameTheLayers() {
        return TestData.folders(TestData.ROOT.resolve("rejected")).stream()
                .map(folder -> dynamicTest(String.valueOf(folder.getFileName()), () -> {
                    Path archive = folder.resolve("model.keras");
                    Path file = Files.exists(archive) ? archive : folder.resolve("model.h5");
                    ModelException e = assertThrows(ModelException.class, () -> KerasModels.load(file));
                    assertEquals(Files.readString(folder.resolve("message.txt")).strip(), e.getMessage());
                }));
    }
}
