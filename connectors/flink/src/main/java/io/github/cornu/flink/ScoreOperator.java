package io.github.cornu.flink;

import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** One model for all keys. */
final class ScoreOperator<K, IN, OUT> extends AbstractScoreOperator<K, IN, OUT>
        implements OneInputStreamOperator<IN, OUT> {
    private static final long serialVersionUID = 1;

    private transient Serving<IN> only;

    ScoreOperator(ScoreSettings<IN, OUT> settings) {
        super(settings);
    }

    @Override
    void loadModels(StateInitializationContext context) {
        only = newServing(settings.load(settings.model));
    }

    @Override
    Serving<IN> base() {
        return only;
    }

    @Override
    String version() {
        return settings.initial().version;
    }

    @Override
    Serving<IN> servingOf(K key) {
        return only;
    }

    @Override
    boolean isNeeded(Serving<IN> serving) {
        return true;
    }

    @Override
    public void processElement(StreamRecord<IN> element) throws Exception {
        process(element);
    }
}
