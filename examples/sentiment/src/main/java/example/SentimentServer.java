package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells how people like a film by what they write: {@code POST /classify} takes a text and answers the most probable of
 * {@link #LABELS} with its score. The model is one archive of KerasHub with its tokenizer, the program's argument.
 */
public final class SentimentServer implements AutoCloseable {
    private static final String[] LABELS = {"negative", "neutral", "positive"};
    private static final int MAX_BYTES = 100_000;

    private final HubModel model;
    private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final HttpServer server;

    /** @param port to listen on; 0 for one that is free */
    public SentimentServer(Path archive, int port) throws IOException {
        model = HubModels.load(archive);
        // Reads the tokenizer, too.
        model.classify("");
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/classify", this::classify);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The label of a text, and its score. */
    public String label(String text) {
        float[] scores = model.classify(text);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return LABELS[best] + " " + scores[best];
    }

    private void classify(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        boolean fits = body.length <= MAX_BYTES;
        String answer = fits ? label(new String(body, StandardCharsets.UTF_8)) : "at most " + MAX_BYTES + " bytes";
        byte[] bytes = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(fits ? 200 : 413, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }

    /** Takes the archive, and perhaps a text to tell the label of instead of listening. */
    public static void main(String[] args) throws IOException {
        SentimentServer server = new SentimentServer(
                Path.of(args[0]), args.length > 1 ? 0 : Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        if (args.length > 1) {
            System.out.println(server.label(args[1]));
            server.close();
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("listening on port " + server.port());
        }
    }
}
