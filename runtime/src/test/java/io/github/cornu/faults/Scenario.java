package io.github.cornu.faults;

/** A call that may fail, with what is to be as before if it does. Made anew for each time. */
interface Scenario {
    void call();

    /** What the caller can see of the session or pool. */
    Object visible();

    /** What a later call gives. */
    Object next();
}
