package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.tensor.Tensor;

/**
 * Steps one session ten million times, or as often as the argument says, and tells what memory it takes; from a
 * snapshot in the middle the second half is stepped again, and must end with the same bits.
 */
public final class Soak {
    private static final int STEPS = 10_000_000;

    private Soak() {}

    /** Takes how many steps, or nothing; exit code 1 if the bits differ or are not finite. */
    public static void main(String... args) {
        int half = (args.length == 0 ? STEPS : Integer.parseInt(args[0])) / 2;
        Model model = Networks.lstm(8, 32);
        Session session = model.newSession().stream();
        run(session, 0, half, "first half");
        State middle = session.state();
        Tensor once = run(session, half, half, "second half");
        session.restore(State.fromBytes(middle.toBytes()));
        Tensor again = run(session, half, half, "second half once more");
        boolean finite = true;
        for (float value : once.data()) {
            finite &= Float.isFinite(value);
        }
        System.out.println("equal bits: " + once.equals(again) + ", finite: " + finite);
        System.exit(once.equals(again) && finite ? 0 : 1);
    }

    private static Tensor run(Session session, int from, int count, String name) {
        Tensor x = Tensor.zeros(1, 1, 8);
        Tensor y = Tensor.zeros(1, 32);
        long start = System.nanoTime();
        for (int t = from; t < from + count; t++) {
            for (int i = 0; i < 8; i++) {
                x.data()[i] = ((t * 31 + i * 17) % 101 - 50) / 50f;
            }
            session.step(x, y);
        }
        double nanos = (System.nanoTime() - start) / (double) count;
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf("%s: %,d steps, %.0f ns a step, %.1f MB of heap used%n", name, count, nanos, used / 1e6);
        return y;
    }
}
