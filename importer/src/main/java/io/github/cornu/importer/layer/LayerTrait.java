package io.github.cornu.importer.layer;

/** What the importer knows of a layer class beside its options. */
public enum LayerTrait {
    /** It does arithmetic, so that its number type matters. */
    COMPUTES,
    /** It is compared with Keras in float16 and bfloat16. */
    HALF,
    /** It has quantised forms. */
    QUANTIZED,
    /** Its output is its input, in every number type. */
    UNCHANGED
}
