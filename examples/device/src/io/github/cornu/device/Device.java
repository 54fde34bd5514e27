package io.github.cornu.device;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads what a sensor sends, three numbers a line, and prints for each line how probable an alarm is. Before that, the
 * model is compared with what Keras has computed, which is in its file.
 *
 * <p>Usage: {@code Device MODEL.cornu}
 */
public final class Device {
    private Device() {}

    public static void main(String[] args) throws IOException {
        Model model = Model.load(Path.of(args[0]), CompileOptions.defaults().withVerify(true));
        Session session = model.newSession().stream();
        Tensor now = Tensor.zeros(1, 1, 3);
        Tensor probability = Tensor.zeros(1, 1);
        BufferedReader sensor = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = sensor.readLine(); line != null; line = sensor.readLine()) {
            String[] numbers = line.split(",");
            for (int i = 0; i < numbers.length; i++) {
                now.data()[i] = Float.parseFloat(numbers[i]);
            }
            session.step(now, probability);
            System.out.println(probability.data()[0]);
        }
    }
}
