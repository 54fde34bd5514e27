package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.junit.jupiter.api.Test;

/** Of the JDK, the runtime needs what Android 14 has, and nothing else but the Vector API, which it can do without. */
class AndroidTest {
    private static final Path LEVEL_33 = Path.of("target/android/gummy-bears-api-33.signature");
    private static final Path CLASSES = Path.of("target/classes");

    /** What level 34 has added; its own signatures are in no public repository of Maven. */
    private static final Set<String> LEVEL_34 = Set.of(
            "Record",
            "void Record.<init>()",
            "java.lang.reflect.RecordComponent",
            "java.lang.reflect.Method java.lang.reflect.RecordComponent.getAccessor()",
            "java.lang.reflect.RecordComponent[] Class.getRecordComponents()",
            "java.util.List java.util.stream.Stream.toList()",
            "java.util.zip.CRC32C",
            "void java.util.zip.CRC32C.<init>()",
            "void java.util.zip.CRC32C.update(byte[], int, int)",
            "void java.util.zip.CRC32C.update(java.nio.ByteBuffer)",
            "long java.util.zip.CRC32C.getValue()",
            "String java.util.regex.Matcher.replaceAll(java.util.function.Function)");

    /** What level 33 has, but not with these types in its signatures: they follow from the call, or are synthetic. */
    private static final Set<String> OF_ANY_TYPE = Set.of(
            "int java.lang.invoke.VarHandle.getAcquire(int[], int)",
            "void java.lang.invoke.VarHandle.setRelease(int[], int, int)",
            "boolean java.lang.invoke.VarHandle.compareAndSet(int[], int, int, int)",
            "java.nio.ByteBuffer java.nio.ByteBuffer.position(int)",
            "java.nio.ByteBuffer java.nio.ByteBuffer.limit(int)",
            "java.nio.ByteBuffer java.nio.ByteBuffer.clear()");

    /** What no level has; {@code kernel.Warnings} catches it. */
    private static final Set<String> CAUGHT = Set.of(
            "System.Logger",
            "System.Logger System.getLogger(String)",
            "System.Logger.Level System.Logger.Level.WARNING",
            "void System.Logger.log(System.Logger.Level, String)");

    @Test
    void whatAndroidLacksIsKnown() throws IOException {
        Set<String> expected = new TreeSet<>(LEVEL_34);
        expected.addAll(OF_ANY_TYPE);
        expected.addAll(CAUGHT);
        assertEquals(String.join("\n", expected), String.join("\n", undefined()));
    }

    private static Set<String> undefined() throws IOException {
        Found found = new Found();
        try (InputStream signatures = Files.newInputStream(LEVEL_33)) {
            SignatureChecker checker =
                    new SignatureChecker(signatures, Set.of("jdk.incubator.vector.*", "io.github.cornu.*"), found);
            checker.setSourcePath(List.of());
            checker.setAnnotationTypes(List.of());
            checker.process(CLASSES);
        }
        return found.references;
    }

    /** What the checker complains of. */
    private static final class Found implements Logger {
        private static final String REFERENCE = "Undefined reference: ";

        final Set<String> references = new TreeSet<>();

        @Override
        public void error(String message) {
            int at = message.indexOf(REFERENCE);
            references.add(at < 0 ? message : message.substring(at + REFERENCE.length()));
        }

        @Override
        public void error(String message, Throwable cause) {
            error(message);
        }

        @Override
        public void info(String message) {}

        @Override
        public void info(String message, Throwable cause) {}

        @Override
        public void debug(String message) {}

        @Override
        public void debug(String message, Throwable cause) {}

        @Override
        public void warn(String message) {}

        @Override
        public void warn(String message, Throwable cause) {}
    }
}
