package example;

/** How probable a failure is after a reading. */
public class Score {
    public String machine;
    public long time;
    public float risk;

    public Score() {}

    public Score(String machine, long time, float risk) {
        this.machine = machine;
        this.time = time;
        this.risk = risk;
    }
}
