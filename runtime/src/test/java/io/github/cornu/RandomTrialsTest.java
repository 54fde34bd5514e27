package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomTrialsTest {
    @Test
    void aFailureIsRepeatedByItsSeed() {
        String message = failure();
        assertTrue(message.matches("to be repeated with -Dcornu\\.seed=-?\\d+: \\d+ is too large"), message);
        System.setProperty("cornu.seed", message.replaceAll(".*=|:.*", ""));
        try {
            assertEquals(message.replaceAll(".*: ", ""), failure());
        } finally {
            System.clearProperty("cornu.seed");
        }
    }

    private static String failure() {
        return assertThrows(AssertionError.class, () -> RandomTrials.run(1000, RandomTrialsTest::trial))
                .getMessage();
    }

    private static void trial(Random random) {
        int number = RandomTrials.between(random, 1, 100);
        if (number > 50) {
            throw new AssertionError(number + " is too large");
        }
    }
}
