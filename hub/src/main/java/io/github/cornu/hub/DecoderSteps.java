package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the decoder of a sequence-to-sequence model for one stream or some, as {@link
 * io.github.cornu.hub.models.common.Form#STEP} describes it. There is more room than steps, which doubles when it is
 * full, so that few shapes come.
 */
final class DecoderSteps {
    private static final int FIRST_ROOM = 32;
    private static final String TOKENS = "decoder_token_ids";
    private static final String POSITIONS = "decoder_positions";
    private static final String MASK = "encoder_padding_mask";
    private static final String PLACES = "places";
    private static final String SEEN = "seen";
    private static final String DISTANCES = "distances";

    private final List<DecoderMemory> streams;
    private final int[][] tokens;
    private final int count;
    private final int room;
    private final int source;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();

    private DecoderSteps(List<DecoderMemory> streams, int[][] tokens) {
        this.streams = streams;
        this.tokens = tokens;
        count = tokens[0].length;
        int steps = streams.stream().mapToInt(DecoderMemory::steps).max().orElseThrow();
        room = room(Math.addExact(steps, count));
        source = streams.stream().mapToInt(DecoderMemory::source).max().orElseThrow();
    }

    private static int room(int steps) {
        return Math.max(FIRST_ROOM, steps <= 1 ? 1 : Integer.highestOneBit(steps - 1) << 1);
    }

    /**
     * The scores after each step, (streams, steps, vocabulary). If it throws, the streams are as before.
     *
     * @param tokens as many of each stream
     */
    static Tensor run(Seq2SeqParts parts, List<DecoderMemory> streams, int[][] tokens) {
        return new DecoderSteps(streams, tokens).run(parts);
    }

    private Tensor run(Seq2SeqParts parts) {
        streams.forEach(stream -> stream.makeRoom(room));
        for (TensorSpec input : parts.decoder().inputs()) {
            inputs.put(input.name(), input(input.name()));
        }
        Map<String, Tensor> outputs = parts.decoder().run(inputs);
        for (String name : parts.kept()) {
            Tensor made = outputs.get("new_" + name);
            int size = made.shape().size(1, made.shape().rank());
            for (int i = 0; i < streams.size(); i++) {
                streams.get(i).keep(name, made.data(), i * size, count);
            }
        }
        streams.forEach(stream -> stream.advance(count));
        return outputs.get(Seq2SeqParts.SCORES);
    }

    private Tensor input(String name) {
        return switch (name) {
            case TOKENS -> Tensor.of(tokens);
            case POSITIONS -> positions();
            case PLACES -> places();
            case SEEN -> byPlace(distance -> distance >= 0 ? 1f : 0f);
            case DISTANCES -> byPlace(distance -> distance);
            case MASK -> mask();
            default -> joined(name);
        };
    }

    private Tensor positions() {
        Tensor positions = Tensor.zeros(streams.size(), count);
        for (int i = 0; i < streams.size(); i++) {
            for (int step = 0; step < count; step++) {
                positions.data()[i * count + step] = streams.get(i).steps() + step;
            }
        }
        return positions;
    }

    private Tensor places() {
        Tensor places = Tensor.zeros(streams.size(), room, count);
        for (int i = 0; i < streams.size(); i++) {
            for (int step = 0; step < count; step++) {
                places.data()[(i * room + streams.get(i).steps() + step) * count + step] = 1f;
            }
        }
        return places;
    }

    @FunctionalInterface
    private interface OfDistance {
        float number(int distance);
    }

    /** Numbers that follow from the distance of each step from each place. */
    private Tensor byPlace(OfDistance function) {
        Tensor numbers = Tensor.zeros(streams.size(), count, room);
        for (int i = 0, at = 0; i < streams.size(); i++) {
            for (int step = 0; step < count; step++) {
                for (int place = 0; place < room; place++) {
                    numbers.data()[at++] = function.number(streams.get(i).steps() + step - place);
                }
            }
        }
        return numbers;
    }

    private Tensor mask() {
        Tensor mask = Tensor.zeros(streams.size(), source);
        for (int i = 0; i < streams.size(); i++) {
            Arrays.fill(mask.data(), i * source, i * source + streams.get(i).source(), 1f);
        }
        return mask;
    }

    /** What the streams keep under a name, as long as the longest; of one alone the array itself. */
    private Tensor joined(String name) {
        boolean ofSource = name.startsWith("cross_");
        int steps = ofSource ? source : room;
        Tensor first = ofSource ? streams.get(0).crossed(name) : streams.get(0).kept(name);
        if (streams.size() == 1 && first.shape().length(1) == steps) {
            return first;
        }
        int size = first.shape().length(2);
        Tensor joined = Tensor.zeros(streams.size(), steps, size);
        for (int i = 0; i < streams.size(); i++) {
            Tensor own =
                    ofSource ? streams.get(i).crossed(name) : streams.get(i).kept(name);
            int length = Math.min(steps, own.shape().length(1)) * size;
            System.arraycopy(own.data(), 0, joined.data(), i * steps * size, length);
        }
        return joined;
    }
}
