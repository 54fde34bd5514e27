package io.github.cornu.bench;

import com.sun.management.ThreadMXBean;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Steps a stream of LSTM(128) ten million times after {@link Model#warmUp}, or as often as the argument says, under a
 * recording of the JDK's Flight Recorder; tells what the steps allocated, which of them took longer than 2 ms, and all
 * pauses that the JVM recorded meanwhile.
 */
public final class Pauses {
    private static final int STEPS = 10_000_000;
    private static final int LONG_NANOS = 2_000_000;

    /** What stops or delays the stepping thread. */
    private static final String[] EVENTS = {
        "jdk.GarbageCollection",
        "jdk.GCPhasePause",
        "jdk.ExecuteVMOperation",
        "jdk.SafepointBegin",
        "jdk.Deoptimization"
    };

    private Pauses() {}

    public static void main(String... args) throws IOException {
        int steps = args.length == 0 ? STEPS : Integer.parseInt(args[0]);
        Model model = Networks.lstm(64, 128);
        try (Recording recording = new Recording()) {
            for (String event : EVENTS) {
                recording.enable(event).withThreshold(Duration.ZERO);
            }
            // A recording that begins later makes JDK 17 throw all compiled code away.
            recording.start();
            model.warmUp(Networks.random(1, 1, 64));
            Instant warm = Instant.now();
            run(model.newSession().stream(), steps);
            recording.stop();
            Path file = Files.createTempFile("pauses", ".jfr");
            try {
                recording.dump(file);
                report(file, warm);
            } finally {
                Files.delete(file);
            }
        }
    }

    private static void run(Session session, int steps) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tensor x = Networks.random(1, 1, 64);
        Tensor y = Tensor.zeros(1, 128);
        session.step(x, y);
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long longest = 0;
        int pauses = 0;
        long start = System.nanoTime();
        long before = start;
        long last = 0;
        for (int t = 0; t < steps; t++) {
            session.step(x, y);
            long now = System.nanoTime();
            longest = Math.max(longest, now - before);
            if (now - before > LONG_NANOS) {
                pauses++;
                last = t;
            }
            before = now;
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        System.out.printf(
                "%,d steps, %.0f ns a step, %,d bytes allocated, %d steps above 2 ms, the last of them step %,d, the longest %.2f ms%n",
                steps, (before - start) / (double) steps, bytes, pauses, last, longest / 1e6);
    }

    private static void report(Path file, Instant warm) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Double> longest = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getStartTime().isBefore(warm)) {
                    continue;
                }
                String name = name(event);
                counts.merge(name, 1, Integer::sum);
                longest.merge(name, event.getDuration().toNanos() / 1e6, Math::max);
            }
        }
        counts.forEach(
                (name, count) -> System.out.printf("%s: %,d, the longest %.2f ms%n", name, count, longest.get(name)));
        System.out.println("collections: " + counts.getOrDefault("jdk.GarbageCollection", 0));
    }

    private static String name(RecordedEvent event) {
        String name = event.getEventType().getName();
        if (event.hasField("operation")) {
            return name + " " + event.getString("operation");
        }
        if (event.hasField("reason")) {
            RecordedMethod method = event.getValue("method");
            return name + " " + method.getType().getName() + "." + method.getName() + " " + event.getString("reason")
                    + " " + event.getInt("bci");
        }
        return name;
    }
}
