package example;

import io.github.cornu.testkit.KerasGoldens;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ModelsTest {
    @TestFactory
    Stream<DynamicTest> everyNumberEqualsKeras() {
        return KerasGoldens.in("src/test/models").tests();
    }
}
