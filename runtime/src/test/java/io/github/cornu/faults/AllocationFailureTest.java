package io.github.cornu.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each allocation of a call fails once, and the session or pool is as before, and gives what it would have given. */
class AllocationFailureTest {
    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    @Test
    void nothingStaysAfterAnAllocationThatFails() throws Exception {
        URL[] classPath = Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(AllocationFailureTest::url)
                .toArray(URL[]::new);
        try (FailingLoader loader = new FailingLoader(classPath)) {
            Class<?> scenarios = loader.loadClass(Scenarios.class.getName());
            Map<?, ?> failures = (Map<?, ?>) scenarios.getMethod("run").invoke(null);
            int all = failures.values().stream()
                    .mapToInt(count -> (Integer) count)
                    .sum();
            System.out.println("Allocations that failed: " + all + " " + failures);
            assertTrue(all > 1000, failures.toString());
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
