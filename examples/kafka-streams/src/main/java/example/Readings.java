package example;

import io.github.cornu.ModelException;

/** What the sensors of a machine tell, as a text: three numbers with commas between them. */
final class Readings {
    private Readings() {}

    static float[] numbers(String reading) {
        String[] parts = reading.split(",");
        float[] numbers = new float[3];
        if (parts.length != numbers.length) {
            throw new ModelException("a reading has three numbers, got '" + reading + "'");
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return numbers;
    }
}
