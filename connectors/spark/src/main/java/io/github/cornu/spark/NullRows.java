package io.github.cornu.spark;

/** What to do with rows that have no value in an input column, or a null inside an array of numbers. */
public enum NullRows {
    /** They stay, and their outputs are null. */
    NULL_OUTPUT,
    /** They end the job with an error that names the column. */
    FAIL
}
