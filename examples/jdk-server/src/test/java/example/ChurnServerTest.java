package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChurnServerTest {
    private static final String MONTHS = "0.9,0.2,0.1\n0.1,-0.4,1.5\n";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ChurnServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new ChurnServer(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theRiskIsThatOfKeras() throws Exception {
        HttpResponse<String> answer = predict(MONTHS);
        assertEquals(200, answer.statusCode());
        assertEquals(0.6817284f, Float.parseFloat(answer.body()), 1e-6f);
    }

    @Test
    void requestsAtTheSameTimeGetTheSameNumber() throws Exception {
        String expected = predict(MONTHS).body();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 40)
                .mapToObj(i -> CLIENT.sendAsync(request(MONTHS), BodyHandlers.ofString()))
                .toList();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(expected, answer.get().body());
        }
    }

    @Test
    void whatIsWrongWithTheMonthsIsSaid() throws Exception {
        assertRefused("0.9,0.2\n", "(1, 1, 2)");
        assertRefused("0.9,0.2,0.1\n0.1\n", "data[0][1]");
        assertRefused("0.9,many,0.1\n", "many");
        assertRefused("", "without rows");
    }

    @Test
    void aLongRequestIsRefused() throws Exception {
        assertEquals(413, predict("1,2,3\n".repeat(20_000)).statusCode());
    }

    @Test
    void healthTellsWhatTheModelRunsOn() throws Exception {
        HttpResponse<String> health =
                CLIENT.send(HttpRequest.newBuilder(uri("/health")).build(), BodyHandlers.ofString());
        assertTrue(health.body().startsWith("vector-"), health.body());
    }

    private static void assertRefused(String months, String reason) throws Exception {
        HttpResponse<String> answer = predict(months);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains(reason), answer.body());
    }

    private static HttpResponse<String> predict(String months) throws Exception {
        return CLIENT.send(request(months), BodyHandlers.ofString());
    }

    private static HttpRequest request(String months) {
        return HttpRequest.newBuilder(uri("/predict")).POST(BodyPublishers.ofString(months)).build();
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }
}
