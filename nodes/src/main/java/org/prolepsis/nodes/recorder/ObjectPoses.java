package org.prolepsis.nodes.recorder;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.msgs.visualization_msgs.Marker;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.ObjectPose;
import org.prolepsis.nodes.joints.InvalidInputException;

/**
 * Reads {@code object_poses}: one marker for each object, whose {@code id} is its slot, from 0, and whose {@code ns} is
 * the word for its colour. A marker array, because among the standard messages it alone has stamp, frame, name, colour
 * and pose of several objects in one message, and rviz shows it as it is.
 */
public final class ObjectPoses {
    private static final double QUATERNION_TOLERANCE = 0.01;

    private ObjectPoses() {}

    /**
     * The objects by slot.
     *
     * @throws InvalidInputException if there are more or fewer than {@code count}, a slot is twice there or none, a
     *     colour is no word, or a pose is not finite or its quaternion not unit
     */
    public static List<ObjectPose> read(MarkerArray message, int count) {
        if (message.markers.length != count) {
            throw new InvalidInputException("the message has " + message.markers.length
                    + " markers; there must be one for each of " + count + " objects");
        }
        ObjectPose[] slots = new ObjectPose[count];
        for (Marker marker : message.markers) {
            if (marker.id < 0 || marker.id >= count || slots[marker.id] != null) {
                throw new InvalidInputException(
                        "a marker has the id " + marker.id + "; ids must be 0 to " + (count - 1) + ", each once");
            }
            slots[marker.id] = object(marker);
        }
        return List.of(slots);
    }

    /** The time of the objects, ns: the newest stamp of a marker; 0 if there are none. */
    public static long stampNanos(MarkerArray message) {
        long stamp = 0;
        for (Marker marker : message.markers) {
            stamp = Math.max(stamp, marker.header.stamp.toNanos());
        }
        return stamp;
    }

    private static ObjectPose object(Marker marker) {
        var p = marker.pose.position;
        var q = marker.pose.orientation;
        double norm = Math.sqrt(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w);
        List<String> wrong = new ArrayList<>();
        if (!marker.ns.matches("[a-z][a-z_]*")) {
            wrong.add("ns is \"" + marker.ns + "\"; it must be the word for its colour, in lower case");
        }
        if (!(Double.isFinite(p.x) && Double.isFinite(p.y) && Double.isFinite(p.z))) {
            wrong.add("position is " + p.x + ", " + p.y + ", " + p.z + "; it must be finite");
        }
        if (!(Math.abs(norm - 1) <= QUATERNION_TOLERANCE)) {
            wrong.add("orientation has the norm " + norm + "; it must be 1");
        }
        if (!wrong.isEmpty()) {
            throw new InvalidInputException("marker " + marker.id + ": " + String.join("; ", wrong));
        }
        return new ObjectPose(marker.ns, p.x, p.y, p.z, q.x, q.y, q.z, q.w);
    }
}
