package example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Three sensors on each of some machines: what they tell in a second, as lines of CSV files. */
final class Sensors {
    static final int MACHINES = 50;

    private Sensors() {}

    static String machine(int number) {
        return "machine-" + number;
    }

    /** What a machine's sensors tell at a time; the same at each call. */
    static float[] reading(int machine, int time) {
        Random noise = new Random(1_000_003L * machine + time);
        float[] reading = new float[3];
        for (int i = 0; i < reading.length; i++) {
            reading[i] = (float) (Math.sin(0.1 * (i + 1) * time + machine) + 0.1 * noise.nextGaussian());
        }
        return reading;
    }

    /** Writes the readings of all machines from one time to before another one, as a file that is there at once. */
    static void write(Path folder, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int time = from; time < to; time++) {
            for (int machine = 0; machine < MACHINES; machine++) {
                float[] x = reading(machine, time);
                lines.add(machine(machine) + "," + time + "," + x[0] + "," + x[1] + "," + x[2]);
            }
        }
        Files.createDirectories(folder);
        Path hidden = folder.resolve("_readings-" + from + ".csv");
        Files.write(hidden, lines);
        Files.move(hidden, folder.resolve("readings-" + from + ".csv"));
    }
}
