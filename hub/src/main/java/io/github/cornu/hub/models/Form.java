package io.github.cornu.hub.models;

/** What is built of a model class. */
public enum Form {
    /** The model as it is in Python. */
    WHOLE,
    /** Decoders without an input for the mask of padding: no token is padding. */
    STREAM,
    /**
     * Of a sequence-to-sequence model the encoder, and what all decoder layers make of its output once: the inputs of
     * the encoder; outputs {@code cross_keys_i} and {@code cross_values_i} of each decoder layer, (batch, steps, size).
     */
    ENCODER,
    /**
     * Of a sequence-to-sequence model one step of the decoder. Inputs: {@code decoder_token_ids} and {@code
     * decoder_positions}, (batch, 1); {@code encoder_padding_mask}; the outputs of {@link #ENCODER}; {@code keys_i} and
     * {@code values_i}, (batch, room, size), those of earlier steps in the places of these; {@code seen}, (batch,
     * room), 1 where there is a step; and perhaps {@code distances}, (batch, room + 1), from each place to this step.
     * Outputs: {@code logits}, and {@code new_keys_i} and {@code new_values_i} of this step.
     */
    STEP
}
