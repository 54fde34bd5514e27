package io.github.cornu.op.recurrent;

/**
 * What a recurrent layer gives for a step that its mask leaves out. The states stay as they are; the output is the one
 * before, or zero if no step of this call (in a stream: of any call) was valid so far.
 *
 * @param zeroOutput whether it is always zero
 * @param emitsInitial whether it is, before the first valid step, the state that the call starts from
 * @param mirrored whether {@code zeroOutput} takes the mask from the other end of the time axis, as Keras does for the
 *     sequences of unrolled layers that go backwards
 */
public record MaskRule(boolean zeroOutput, boolean emitsInitial, boolean mirrored) {
    /** The output before, none of the other rules. */
    public static final MaskRule REPEAT = new MaskRule(false, false, false);

    public MaskRule withZeroOutput(boolean zero) {
        return new MaskRule(zero, emitsInitial, mirrored);
    }

    public MaskRule withEmitsInitial(boolean emits) {
        return new MaskRule(zeroOutput, emits, mirrored);
    }

    public MaskRule withMirrored(boolean mirrors) {
        return new MaskRule(zeroOutput, emitsInitial, mirrors);
    }
}
