package org.prolepsis.ros.time;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.prolepsis.graph.Registration;
import org.prolepsis.graph.TimeJump;
import org.prolepsis.graph.TimeJumpListener;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time that {@code /clock} tells; 0 until it tells one. */
public final class SimulatedTime implements TimeProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedTime.class);

    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private volatile long nanos;

    /** Takes a tick; one thread at a time. A tick of 0 stands for time that has not begun, as before the first. */
    public void update(Clock clock) {
        long before = nanos;
        long now = clock.clock.toNanos();
        nanos = now;
        if (before != 0 && now != 0 && now != before && !listeners.isEmpty()) {
            notice(before, now);
        }
    }

    private void notice(long before, long now) {
        TimeJump jump = null;
        for (int i = 0; i < listeners.size(); i++) {
            Listening listening = listeners.get(i);
            if (now < before || now - before > listening.minForwardNanos) {
                jump = jump == null ? new TimeJump(before, now) : jump;
                listening.tell(jump);
            }
        }
    }

    /** One registration; equal to itself alone, so that the same listener may be registered twice. */
    private static final class Listening {
        private final long minForwardNanos;
        private final TimeJumpListener listener;

        Listening(long minForwardNanos, TimeJumpListener listener) {
            this.minForwardNanos = minForwardNanos;
            this.listener = listener;
        }

        void tell(TimeJump jump) {
            try {
                listener.onJump(jump);
            } catch (RuntimeException | Error failed) {
                LOG.warn("a listener for jumps of time failed", failed);
            }
        }
    }

    @Override
    public Registration addJumpListener(long minForwardNanos, TimeJumpListener listener) {
        Listening listening = new Listening(JumpThreshold.require(minForwardNanos), listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    @Override
    public long nowNanos() {
        return nanos;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }
}
