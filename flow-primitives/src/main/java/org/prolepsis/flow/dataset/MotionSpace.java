package org.prolepsis.flow.dataset;

import java.util.Locale;

/** The space a motion lives in: joint angles of an arm, or poses of a frame. */
public enum MotionSpace {
    /** Joint positions, rad. */
    JOINT,
    /** Position (m) and unit quaternion x, y, z, w of a named frame. */
    SE3;

    /**
     * The name used in {@code dataset.yaml} and in manifests.
     *
     * @return {@code joint} or {@code se3}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
