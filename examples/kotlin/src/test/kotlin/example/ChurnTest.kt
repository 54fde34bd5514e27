package example

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class ChurnTest {
    private val churn = Churn()
    private val months = listOf(Month(0.9f, 0.2f, 0.1f), Month(0.1f, -0.4f, 1.5f))

    @Test
    fun `the risk is that of Keras`() {
        assertEquals(0.6817284f, churn.risk(months), 1e-6f)
    }

    @Test
    fun `month by month it is the same, bit for bit`() {
        assertEquals(churn.risk(months), churn.follow(months.asSequence()).last())
    }
}
