package io.github.cornu.flink;

/** What the model gives for a reading. */
public class Score {
    public int machine;
    public int number;
    public float risk;

    public Score() {}

    public Score(int machine, int number, float risk) {
        this.machine = machine;
        this.number = number;
        this.risk = risk;
    }

    static Score of(Event event, StepOutput y) {
        return new Score(event.machine, event.number, y.get(0));
    }
}
