package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells how probable it is that a customer leaves, on the HTTP server of the JDK alone:
 *
 * <ul>
 *   <li>{@code POST /predict} takes a line for each month, the oldest first, of three numbers: visits, payments,
 *       complaints. Answers a number from 0 to 1, or 400 and what is wrong with the lines.
 *   <li>{@code GET /health} answers what the model runs on.
 * </ul>
 *
 * <p>It listens on the port in the variable {@code PORT}, 8080 if there is none. With {@code --once} it asks itself
 * once and ends, for an archive of classes.
 */
public final class ChurnServer implements AutoCloseable {
    private static final int MAX_BYTES = 100_000;

    private final Model model = KerasModels.loadResource(ChurnServer.class, "/churn.keras");
    private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final HttpServer server;

    /** @param port to listen on; 0 for one that is free */
    public ChurnServer(int port) throws IOException {
        model.warmUp(Tensor.zeros(1, 12, 3));
        // Whoever can connect finds a model that is warm.
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/predict", this::predict);
        server.createContext("/health", exchange -> answer(exchange, 200, model.kernels()));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void predict(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "send months by POST");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            answer(exchange, 413, "at most " + MAX_BYTES + " bytes");
            return;
        }
        try {
            float[][] months = months(new String(body, StandardCharsets.UTF_8));
            // One model for all threads, without a lock.
            Tensor risk = model.run(Tensor.of(new float[][][] {months}));
            answer(exchange, 200, String.valueOf(risk.get(0, 0)));
        } catch (ModelException | IllegalArgumentException e) {
            answer(exchange, 400, e.getMessage());
        }
    }

    private static float[][] months(String lines) {
        return lines.lines().map(ChurnServer::numbers).toArray(float[][]::new);
    }

    private static float[] numbers(String line) {
        String[] texts = line.split(",");
        float[] numbers = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
            numbers[i] = Float.parseFloat(texts[i]);
        }
        return numbers;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Waits for requests that are being answered, for a second at most. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean once = args.length == 1 && args[0].equals("--once");
        ChurnServer server = new ChurnServer(once ? 0 : Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        if (once) {
            URI predict = URI.create("http://localhost:" + server.port() + "/predict");
            HttpRequest months = HttpRequest.newBuilder(predict)
                    .POST(HttpRequest.BodyPublishers.ofString("0.9,0.2,0.1\n0.1,-0.4,1.5\n"))
                    .build();
            System.out.print(HttpClient.newHttpClient().send(months, HttpResponse.BodyHandlers.ofString()).body());
            server.close();
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("listening on port " + server.port());
        }
    }
}
