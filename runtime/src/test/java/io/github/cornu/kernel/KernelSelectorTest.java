package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other JVMs choose, and what they warn of. */
class KernelSelectorTest {
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    /** The program of the other JVM. */
    static final class Choice {
        public static void main(String[] arguments) {
            System.out.println("kernels: " + KernelSelector.best().name());
        }
    }

    private static String printedBy(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", "target/classes" + File.pathSeparator + "target/test-classes"));
        command.add(Choice.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertWarning(String cause, String... options) throws IOException {
        String printed = printedBy(options);
        assertTrue(printed.contains("Cornu runs on its slower scalar kernels: " + cause), printed);
        assertTrue(printed.contains("kernels: scalar"), printed);
        assertEquals(printed.indexOf("slower"), printed.lastIndexOf("slower"), printed);
    }

    @Test
    void simdKernelsAreChosenWithoutAWarning() throws IOException {
        String printed = printedBy(VECTOR);
        assertTrue(printed.contains("kernels: vector"), printed);
        assertTrue(!printed.contains("slower"), printed);
    }

    @Test
    void aMissingModuleIsNamed() throws IOException {
        assertWarning("the module of the Vector API is not there; start java with --add-modules jdk.incubator.vector");
    }

    @Test
    void aMissingCompilerIsNamed() throws IOException {
        assertWarning("this JVM runs without the C2 compiler (interpreted mode", VECTOR, "-Xint");
        assertWarning("this JVM runs without the C2 compiler", VECTOR, "-XX:TieredStopAtLevel=1");
    }

    @Test
    void aMissingInstructionIsNamedBeforeTheModule() throws IOException {
        assertWarning("this JVM has no instruction for fused multiply-adds", VECTOR, "-XX:-UseFMA");
        assertWarning("this JVM has no instruction for fused multiply-adds", "-XX:-UseFMA");
    }
}
