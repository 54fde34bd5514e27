package io.github.cornu.importer.custom;

/** A layer inside a custom layer, for {@link CustomCall#apply}. */
public interface CustomInnerLayer {
    /** The attribute of the Python object that has it. */
    String attribute();
}
