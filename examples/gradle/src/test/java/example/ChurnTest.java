package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import org.junit.jupiter.api.Test;

class ChurnTest {
    private final Churn churn = new Churn();

    @Test
    void theRiskIsThatOfKeras() {
        float[][] months = {{0.9f, 0.2f, 0.1f}, {0.1f, -0.4f, 1.5f}};
        assertEquals(0.6817284f, churn.risk(months), 1e-6f);
    }

    @Test
    void monthsOfTwoNumbersAreRefused() {
        ModelException e = assertThrows(ModelException.class, () -> churn.risk(new float[12][2]));
        assertTrue(e.getMessage().contains("(1, 12, 2)"), e.getMessage());
    }
}
