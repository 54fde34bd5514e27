package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@AutoConfigureMockMvc
class ChurnApplicationTest {
    private static final String MONTHS = "{\"months\": [[0.9, 0.2, 0.1], [0.1, -0.4, 1.5]]}";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Start start;

    /** What the health of the model was as the service started, and as it was called ready. */
    @TestConfiguration
    static class Start {
        private final List<String> health = new ArrayList<>();

        @Autowired
        private ModelHealthIndicator model;

        @EventListener
        void started(ApplicationStartedEvent event) {
            health.add("started: " + model.health().getStatus());
        }

        @EventListener
        void ready(AvailabilityChangeEvent<ReadinessState> event) {
            health.add(event.getState() + ": " + model.health().getStatus());
        }
    }

    @Test
    void theRiskIsThatOfKeras() {
        assertThat(predict(MONTHS)).hasStatusOk().bodyJson().extractingPath("$.risk").isEqualTo(0.68172836);
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        assertRefused("{\"months\": [[0.9, 0.2]]}", "(1, 1, 2)");
        assertRefused("{\"months\": [[0.9, 0.2, 0.1], [0.1]]}", "data[0][1]");
        assertRefused("{\"months\": []}", "without rows");
        assertRefused("{\"months\": [null]}", "");
        assertRefused("{}", "");
        assertRefused("months", "");
    }

    @Test
    void theModelIsWarmBeforeTheServiceIsReady() {
        assertThat(start.health).containsExactly("started: OUT_OF_SERVICE", "ACCEPTING_TRAFFIC: UP");
        MvcTestResult readiness = mvc.get().uri("/actuator/health/readiness").exchange();
        assertThat(readiness).hasStatusOk().bodyJson().extractingPath("$.status").isEqualTo("UP");
        assertThat(readiness)
                .bodyJson()
                .extractingPath("$.components.model.details.kernels")
                .asString()
                .startsWith("vector-");
    }

    private void assertRefused(String body, String reason) {
        assertThat(predict(body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains(reason);
    }

    private MvcTestResult predict(String body) {
        return mvc.post()
                .uri("/predict")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
