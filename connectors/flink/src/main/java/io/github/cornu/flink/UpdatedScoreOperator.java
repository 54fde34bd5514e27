package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.MathUtils;

/**
 * Models that come while the job runs: a base for all keys, and perhaps another one on trial for a share of them. A key
 * moves to its new model with its next event.
 */
final class UpdatedScoreOperator<K, IN, OUT> extends AbstractScoreOperator<K, IN, OUT>
        implements TwoInputStreamOperator<IN, ModelUpdate, OUT> {
    private static final long serialVersionUID = 1;
    /** The model that the program names, the base and the trial, in the broadcast state. */
    private static final String INITIAL = "initial";

    private static final String BASE = "base";
    private static final String TRIAL = "trial";

    private transient BroadcastState<String, ModelUpdate> updates;
    private transient Serving<IN> base;
    private transient Serving<IN> trial;
    private transient double share;

    UpdatedScoreOperator(ScoreSettings<IN, OUT> settings) {
        super(settings);
    }

    /** Those of the last checkpoint; if the program names another model than at that time, it is the base. */
    @Override
    void loadModels(StateInitializationContext context) throws Exception {
        updates = context.getOperatorStateStore()
                .getBroadcastState(new MapStateDescriptor<>("cornu-models", String.class, ModelUpdate.class));
        ModelUpdate initial = settings.initial();
        if (!updates.contains(INITIAL) || !updates.get(INITIAL).sha256.equals(initial.sha256)) {
            updates.clear();
            updates.put(INITIAL, initial);
            updates.put(BASE, initial);
        }
        ModelUpdate now = updates.get(BASE);
        base = newServing(now.version, settings.load(now.model()));
        ModelUpdate tried = updates.get(TRIAL);
        if (tried != null) {
            trial = newServing(tried.version, settings.load(tried.model()));
            share = tried.share;
        }
    }

    @Override
    Serving<IN> base() {
        return base;
    }

    @Override
    Serving<IN> servingOf(K key) {
        return trial != null && place(key) < share ? trial : base;
    }

    /** From 0 to below 1, the same in all subtasks and all versions of Java. */
    private static double place(Object key) {
        return MathUtils.murmurHash(key.hashCode()) / (Integer.MAX_VALUE + 1.0);
    }

    @Override
    public void processElement1(StreamRecord<IN> element) throws Exception {
        process(element);
    }

    @Override
    public void processElement2(StreamRecord<ModelUpdate> element) throws Exception {
        flush();
        ModelUpdate update = element.getValue();
        try {
            take(update);
        } catch (ModelException | IllegalArgumentException | NullPointerException e) {
            if (e.getCause() instanceof IOException) {
                throw e;
            }
            scoreMetrics().refusedUpdates.inc();
            LOG.error("{} is refused, version '{}' goes on: {}", update, base.version(), e.getMessage());
        }
        dropUnused(Arrays.asList(base, trial));
    }

    private void take(ModelUpdate update) throws Exception {
        if (!(update.share >= 0 && update.share <= 1)) {
            throw new IllegalArgumentException("the share of keys must be 0 to 1, got " + update.share);
        }
        if (update.share == 0) {
            trial = null;
            updates.remove(TRIAL);
            return;
        }
        Serving<IN> serving = served(update);
        if (update.share < 1) {
            trial = serving;
            share = update.share;
            updates.put(TRIAL, update);
            return;
        }
        base = serving;
        trial = null;
        updates.put(BASE, update);
        updates.remove(TRIAL);
    }

    /** The model of an update, if it can take all that the base has. */
    private Serving<IN> served(ModelUpdate update) {
        Model model = settings.load(update.model());
        if (trial != null && trial.pool().model() == model) {
            return trial;
        }
        if (base.pool().model() == model) {
            return base;
        }
        Serving<IN> serving = new Serving<>(update.version, model, settings);
        serving.requireInputsOf(base);
        if (serving.weights() != base.weights()) {
            requireStates(serving);
        }
        return newServing(serving);
    }

    private void requireStates(Serving<IN> serving) {
        OnNewModel.Kind what = settings.onNewModel.kind();
        if (what == OnNewModel.Kind.REFUSE) {
            throw new ModelException("its states are those of other weights; models(..., OnNewModel) says what becomes"
                    + " of the states that are there");
        }
        if (what == OnNewModel.Kind.CARRY) {
            serving.pool().rowLayout().requireStates(base.pool().rowLayout());
        }
    }

    /** A stream of updates has no event time, and does not hold that of the events back. */
    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {}
}
