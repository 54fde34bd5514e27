package example

import io.github.cornu.Model
import io.github.cornu.Session
import io.github.cornu.importer.KerasModels
import io.github.cornu.tensor.Tensor

/** Visits, payments and complaints of a month. */
data class Month(val visits: Float, val payments: Float, val complaints: Float) {
    val features get() = floatArrayOf(visits, payments, complaints)
}

/** How probable it is that a customer leaves, from 0 to 1. One for all threads. */
class Churn {
    private val model: Model = KerasModels.loadResource(Churn::class.java, "/churn.keras")

    val kernels: String get() = model.kernels()

    /** Of a whole history, the oldest month first. */
    fun risk(months: List<Month>): Float = model.run(tensor(months))[0, 0]

    /** Of a history that goes on month by month; the session of a customer keeps its state. */
    fun follow(months: Sequence<Month>): Sequence<Float> = sequence {
        val customer: Session = model.newSession().stream()
        months.forEach { yield(customer.run(tensor(listOf(it)))[0, 0]) }
    }

    private fun tensor(months: List<Month>) = Tensor.of(arrayOf(months.map { it.features }.toTypedArray()))
}

fun main() {
    val churn = Churn()
    val months = listOf(Month(0.9f, 0.2f, 0.1f), Month(0.1f, -0.4f, 1.5f))
    println("${churn.kernels} ${churn.risk(months)} ${churn.follow(months.asSequence()).toList()}")
}
