package io.github.cornu;

import io.github.cornu.kernel.Warnings;
import io.github.cornu.session.Calls;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a model's listener; what it throws is logged once and goes no further. */
final class ListenerCalls implements Calls {
    private final Model model;
    private final ModelListener listener;
    private final AtomicBoolean failed = new AtomicBoolean();

    ListenerCalls(Model model, ModelListener listener) {
        this.model = model;
        this.listener = listener;
    }

    @Override
    public void ran(int samples, long nanos) {
        try {
            listener.ran(model, samples, nanos);
        } catch (Throwable e) {
            log(e);
        }
    }

    void stepped(StreamPool pool, int streams, long nanos) {
        try {
            listener.stepped(pool, streams, nanos);
        } catch (Throwable e) {
            log(e);
        }
    }

    void opened(StreamPool pool) {
        try {
            listener.opened(pool);
        } catch (Throwable e) {
            log(e);
        }
    }

    void added(StreamPool pool, int stream) {
        try {
            listener.added(pool, stream);
        } catch (Throwable e) {
            log(e);
        }
    }

    void removed(StreamPool pool, int stream) {
        try {
            listener.removed(pool, stream);
        } catch (Throwable e) {
            log(e);
        }
    }

    void warmedUp(long nanos) {
        try {
            listener.warmedUp(model, nanos);
        } catch (Throwable e) {
            log(e);
        }
    }

    private void log(Throwable e) {
        if (failed.getAndSet(true)) {
            return;
        }
        try {
            StackTraceElement[] trace = e.getStackTrace();
            String text = "A listener of " + model + " has failed with " + Printable.message(String.valueOf(e))
                    + (trace.length == 0 ? "" : " at " + trace[0])
                    + "; results are not affected, and this is told once";
            Warnings.log(text);
        } catch (Throwable ignored) {
            // Memory or stack may be short. The call has taken effect.
        }
    }
}
