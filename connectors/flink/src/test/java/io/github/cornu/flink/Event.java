package io.github.cornu.flink;

/** A reading of a machine's sensors. */
public class Event {
    public int machine;
    /** Which reading of the machine it is, from 0. */
    public int number;

    public float a;
    public float b;
    public float c;

    public Event() {}

    public Event(int machine, int number, float a, float b, float c) {
        this.machine = machine;
        this.number = number;
        this.a = a;
        this.b = b;
        this.c = c;
    }

    /** The reading with numbers that follow from its place. */
    public static Event of(int machine, int number) {
        int hash = machine * 31 + number * 7919;
        return new Event(machine, number, (hash % 101) / 50f - 1, (hash % 73) / 36f - 1, (float)
                Math.sin(machine + 0.3 * number));
    }
}
