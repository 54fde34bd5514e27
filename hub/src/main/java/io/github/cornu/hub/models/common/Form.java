package io.github.cornu.hub.models.common;

/** What is built of a model class. */
public enum Form {
    /** The model as it is in Python. */
    WHOLE,
    /**
     * Of a causal language model one without an input for the mask of padding: no token is padding. Of a
     * sequence-to-sequence model {@link #ENCODER} and {@link #STEP} in one, with the inputs and outputs of both.
     */
    STREAM,
    /**
     * Of a sequence-to-sequence model the encoder, and what all decoder layers make of its output once: the inputs of
     * the encoder; outputs {@code cross_keys_i} and {@code cross_values_i} of each decoder layer, (batch, steps, size).
     */
    ENCODER,
    /**
     * Of a sequence-to-sequence model some steps of the decoder. Inputs: {@code decoder_token_ids} and perhaps {@code
     * decoder_positions}, (batch, steps); {@code encoder_padding_mask}; the outputs of {@link #ENCODER}; {@code keys_i}
     * and {@code values_i}, (batch, room, size), those of earlier steps in their places, zeros in others; {@code
     * places}, (batch, room, steps), 1 where the place of a new step is; {@code seen}, (batch, steps, room), 1 where a
     * new step attends to a place; and perhaps {@code distances}, (batch, steps, room), from each place to a new step.
     * Outputs: {@code logits}, and {@code new_keys_i} and {@code new_values_i} of the new steps.
     */
    STEP
}
