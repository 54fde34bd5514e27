package io.github.cornu.importer.layer;

import io.github.cornu.op.custom.JavaCell;

/** A recurrent cell whose results are rounded to a type of 16 bits. */
public interface RoundedBody extends JavaCell.Body {
    /** The type. */
    HalfPrecision type();
}
