package io.github.cornu.flink;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.sorted.state.BatchExecutionKeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Collects events of keys, and steps them in batches, the last time before a barrier. */
abstract class AbstractScoreOperator<K, IN, OUT> extends AbstractStreamOperator<OUT> implements Serving.Results<IN> {
    private static final long serialVersionUID = 1;

    final ScoreSettings<IN, OUT> settings;
    private transient List<Serving<IN>> servings;
    private transient Layouts layouts;
    private transient ScoreMetrics scoreMetrics;
    private transient StreamStates<K, IN> states;
    /** The keys with an event in a batch. */
    private transient List<Hot<K, IN>> waiting;

    /** Where an event may be changed after it was given to this operator; else null. */
    private transient TypeSerializer<IN> copier;
    /** Takes each result, as operators of Flink do it. */
    private transient StreamRecord<OUT> scored;

    private transient boolean timerSet;

    AbstractScoreOperator(ScoreSettings<IN, OUT> settings) {
        this.settings = settings;
    }

    /** Loads the models that are needed from the start. */
    abstract void loadModels(StateInitializationContext context) throws Exception;

    /** The model of all keys that no trial has. */
    abstract Serving<IN> base();

    /** What it is called. */
    abstract String version();

    /** The model that serves a key from now on. */
    abstract Serving<IN> servingOf(K key);

    /** Whether a model serves keys from now on. */
    abstract boolean isNeeded(Serving<IN> serving);

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        servings = new ArrayList<>();
        waiting = new ArrayList<>();
        scored = new StreamRecord<>(null);
        boolean sorted = getKeyedStateBackend() instanceof BatchExecutionKeyedStateBackend;
        if (getExecutionConfig().isObjectReuseEnabled()
                && (sorted || !getOperatorConfig().isChainStart())) {
            copier = getOperatorConfig().getTypeSerializerIn(0, getUserCodeClassloader());
        }
        layouts = new Layouts(context.getOperatorStateStore());
        scoreMetrics = new ScoreMetrics(getMetricGroup(), this::hotKeys, this::version);
        Set<Long> written = layouts.weights();
        loadModels(context);
        requireWeights(written);
        ValueStateDescriptor<byte[]> rows = CornuFlink.rows(base().pool().rowLayout(), settings.onNewModel);
        if (settings.idleMillis > 0) {
            rows.enableTimeToLive(StateTtlConfig.newBuilder(settings.idle()).build());
        }
        states = new StreamStates<>(
                settings,
                context.getKeyedStateStore().getState(rows),
                !sorted,
                this::setCurrentKey,
                getProcessingTimeService()::getCurrentProcessingTime,
                layouts,
                scoreMetrics);
    }

    private int hotKeys() {
        return states == null ? 0 : states.hotKeys();
    }

    /** At once, and not when the first key comes whose row has other weights. */
    private void requireWeights(Set<Long> written) {
        if (settings.onNewModel.kind() == OnNewModel.Kind.REFUSE) {
            for (long weights : written) {
                if (servings.stream().noneMatch(serving -> serving.weights() == weights)) {
                    throw new ModelException("the restored states were computed with other weights than those of "
                            + settings.model + "; onNewModel(...) says what becomes of them");
                }
            }
        }
    }

    /** Makes a model ready for keys. */
    final Serving<IN> newServing(Model model) {
        return newServing(new Serving<>(model, settings));
    }

    final Serving<IN> newServing(Serving<IN> serving) {
        layouts.add(serving.weights(), serving.pool().rowLayout());
        servings.add(serving);
        return serving;
    }

    /** Lets models go that serve no key any more. */
    final void dropUnused() {
        servings.removeIf(serving -> !isNeeded(serving) && serving.pool().size() == 0);
    }

    final ScoreMetrics scoreMetrics() {
        return scoreMetrics;
    }

    /** Takes an event of the current key. */
    final void process(StreamRecord<IN> element) throws Exception {
        @SuppressWarnings("unchecked")
        K key = (K) getCurrentKey();
        Serving<IN> serving = servingOf(key);
        if (!hasInput(element, serving)) {
            return;
        }
        Hot<K, IN> entry = states.hot(key);
        if (entry != null && entry.waiting) {
            flush();
        }
        entry = states.take(key, entry, serving);
        entry.waiting = true;
        waiting.add(entry);
        IN event = element.getValue();
        serving.add(copier == null ? event : copier.copy(event), element, entry.stream);
        if (serving.isFull()) {
            flush();
        } else if (!timerSet) {
            timerSet = true;
            long now = getProcessingTimeService().getCurrentProcessingTime();
            getProcessingTimeService().registerTimer(now + settings.maxDelayMillis, time -> {
                timerSet = false;
                flush();
            });
        }
    }

    private boolean hasInput(StreamRecord<IN> event, Serving<IN> serving) throws Exception {
        StepInput row = serving.nextRow();
        try {
            settings.input.write(event.getValue(), row);
            row.check();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (ModelException e) {
            refuse(event, e);
        } catch (Exception e) {
            String line = e.toString().lines().findFirst().orElse("");
            refuse(event, new ModelException("the input function: " + line, e));
        }
        return false;
    }

    /** Steps all events that wait. */
    final void flush() throws Exception {
        if (waiting.isEmpty()) {
            return;
        }
        for (Serving<IN> serving : servings) {
            if (serving.isWaiting()) {
                serving.step(this, scoreMetrics);
            }
        }
        waiting.forEach(entry -> entry.waiting = false);
        waiting.clear();
    }

    @Override
    public void score(StreamRecord<IN> event, StepOutput y) throws Exception {
        OUT result = settings.output.read(event.getValue(), y);
        if (result == null) {
            return;
        }
        scored.replace(result);
        if (event.hasTimestamp()) {
            scored.setTimestamp(event.getTimestamp());
        } else {
            scored.eraseTimestamp();
        }
        output.collect(scored);
    }

    @Override
    public void refuse(StreamRecord<IN> event, ModelException problem) {
        if (settings.badRows == null) {
            throw new ModelException(
                    problem.getMessage() + "; badRows(...) sends such events to a side output", problem);
        }
        scoreMetrics.badRows.inc();
        BadRow<IN> bad = new BadRow<>(event.getValue(), problem.getMessage());
        output.collect(settings.badRows, event.copy(null).replace(bad));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    /** Results of events that came before a stream was idle are not those of an idle one. */
    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        flush();
        super.processWatermarkStatus(status);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        long start = System.nanoTime();
        flush();
        states.writeBack();
        if (!servings.stream().allMatch(this::isNeeded)) {
            states.letGo(serving -> !isNeeded(serving));
            dropUnused();
        }
        scoreMetrics.writeBackMicros.update(ScoreMetrics.micros(start));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        layouts.store();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }
}
