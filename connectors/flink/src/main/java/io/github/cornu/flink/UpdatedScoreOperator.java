package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.importer.UnreachableModelException;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.MathUtils;

/**
 * Models that come while the job runs: a base for all keys, and perhaps another one on trial for a share of them. A key
 * moves to its new model with its next event. A model that serves none any more stays until the next checkpoint.
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
    private transient String version;
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
            updates.put(BASE, initial);
        }
        updates.put(INITIAL, initial);
        ModelUpdate now = updates.get(BASE);
        base = newServing(load(now));
        version = now.version;
        ModelUpdate tried = updates.get(TRIAL);
        if (tried != null) {
            trial = newServing(load(tried));
            share = tried.share;
        }
    }

    /** The file that the program names may lie elsewhere now than when the update came. */
    private Model load(ModelUpdate update) {
        ModelRef ref = update.model();
        return settings.load(ref.sha256().equals(settings.model.sha256()) ? settings.model : ref);
    }

    /** The stream of updates counts as idle from the start, so that the whole is when the events are. */
    @Override
    public void open() throws Exception {
        super.open();
        processWatermarkStatus2(WatermarkStatus.IDLE);
    }

    @Override
    Serving<IN> base() {
        return base;
    }

    @Override
    String version() {
        return version;
    }

    @Override
    Serving<IN> servingOf(K key) {
        return trial != null && place(key) < share ? trial : base;
    }

    @Override
    boolean isNeeded(Serving<IN> serving) {
        return serving == base || serving == trial;
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
        } catch (UnreachableModelException e) {
            // Other subtasks, or this one after a restart, may be able to load it.
            throw e;
        } catch (ModelException | IllegalArgumentException | NullPointerException e) {
            scoreMetrics().refusedUpdates.inc();
            LOG.error("{} is refused, version '{}' goes on: {}", update, version, e.getMessage());
        }
        dropUnused();
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
        version = update.version;
        trial = null;
        updates.put(BASE, update);
        updates.remove(TRIAL);
    }

    /** The model of an update, if it can take all that the base has. */
    private Serving<IN> served(ModelUpdate update) {
        Model model = load(update);
        if (trial != null && trial.pool().model() == model) {
            return trial;
        }
        if (base.pool().model() == model) {
            return base;
        }
        Serving<IN> serving = new Serving<>(model, settings);
        serving.requireShapesOf(base);
        if (serving.weights() != base.weights()
                || !serving.pool().rowLayout().hasStatesOf(base.pool().rowLayout())) {
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
