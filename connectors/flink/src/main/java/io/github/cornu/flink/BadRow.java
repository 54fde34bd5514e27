package io.github.cornu.flink;

/**
 * An event that is no input for the model, and why. The state of its key is as it was.
 *
 * @param <IN> the events
 */
public final class BadRow<IN> {
    /** The event. */
    public IN event;
    /** What is wrong with it. */
    public String reason;

    /** For Flink's serializers. */
    public BadRow() {}

    /** @param reason in one line */
    public BadRow(IN event, String reason) {
        this.event = event;
        this.reason = reason;
    }

    @Override
    public String toString() {
        return event + ": " + reason;
    }
}
