package example;

/** What the sensors of a machine say at one moment. */
public class Reading {
    public String machine;
    /** In milliseconds. */
    public long time;

    public float temperature;
    public float pressure;
    public float vibration;

    public Reading() {}

    public Reading(String machine, long time, float temperature, float pressure, float vibration) {
        this.machine = machine;
        this.time = time;
        this.temperature = temperature;
        this.pressure = pressure;
        this.vibration = vibration;
    }

    /** A reading of one of 1,000 machines in turn, a second after its last one. */
    public static Reading generated(long number) {
        long machine = number % 1000;
        long second = number / 1000;
        float phase = machine + second / 10f;
        return new Reading(
                "machine-" + machine,
                1000 * second,
                (float) Math.sin(phase),
                (float) Math.cos(1.7 * phase),
                (float) Math.sin(5.3 * phase) / 2);
    }
}
