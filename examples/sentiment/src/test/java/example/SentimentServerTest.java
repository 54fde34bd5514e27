package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SentimentServerTest {
    @Test
    void aTextGetsTheLabelAndTheScoreOfKeras() throws Exception {
        try (SentimentServer server = new SentimentServer(Path.of("sentiment.keras"), 0)) {
            URI uri = URI.create("http://localhost:" + server.port() + "/classify");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .POST(BodyPublishers.ofString("What a wonderful film!"))
                    .build();
            String[] answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .strip()
                    .split(" ");
            assertEquals("positive", answer[0]);
            assertEquals(0.3818007f, Float.parseFloat(answer[1]), 1e-5f);
        }
    }
}
