package org.prolepsis.msgs;

import org.prolepsis.msgs.diagnostic_msgs.DiagnosticArray;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.geometry_msgs.Point;
import org.prolepsis.msgs.sensor_msgs.CameraInfo;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.ColorRGBA;
import org.prolepsis.msgs.std_msgs.Header;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.msgs.visualization_msgs.Marker;

/** Messages with the content of those in genpy_peer.py. */
final class Examples {
    private Examples() {}

    private static void fill(Header header) {
        header.seq = (int) 4_000_000_000L;
        header.stamp.setNanos(1_700_000_000_123_456_789L);
        header.frameId = "base_link";
    }

    static JointState jointState() {
        JointState m = new JointState();
        fill(m.header);
        m.name = new String[] {"a", "Gelenk_\u00e4", "\u95a2\u7bc0", "\ud83e\uddbe"};
        m.position = new double[] {1.5, -0.0, 1e-300, Double.POSITIVE_INFINITY};
        m.velocity = new double[] {0.25};
        return m;
    }

    static JointTrajectory jointTrajectory() {
        JointTrajectory m = new JointTrajectory();
        fill(m.header);
        m.jointNames = new String[] {"a", "b"};
        JointTrajectoryPoint first = new JointTrajectoryPoint();
        first.positions = new double[] {1, 2};
        first.velocities = new double[] {3, 4};
        JointTrajectoryPoint second = new JointTrajectoryPoint();
        second.positions = new double[] {5, 6};
        second.accelerations = new double[] {7, 8};
        second.effort = new double[] {9};
        second.timeFromStart.setNanos(-1_500_000_000L);
        m.points = new JointTrajectoryPoint[] {first, second};
        return m;
    }

    static DiagnosticArray diagnosticArray() {
        DiagnosticArray m = new DiagnosticArray();
        fill(m.header);
        DiagnosticStatus status = new DiagnosticStatus();
        status.level = DiagnosticStatus.ERROR;
        status.name = "arm";
        status.message = "late";
        status.hardwareId = "hw";
        KeyValue overruns = new KeyValue();
        overruns.key = "overruns";
        overruns.value = "3";
        status.values = new KeyValue[] {overruns, new KeyValue()};
        m.status = new DiagnosticStatus[] {status};
        return m;
    }

    static Marker marker() {
        Marker m = new Marker();
        fill(m.header);
        m.ns = "preview";
        m.id = -7;
        m.type = Marker.LINE_STRIP;
        m.action = Marker.ADD;
        set(m.pose.position, 1, 2, 3);
        m.pose.orientation.x = 4;
        m.pose.orientation.y = 5;
        m.pose.orientation.z = 6;
        m.pose.orientation.w = 7;
        m.scale.x = 8;
        m.scale.y = 9;
        m.scale.z = 10;
        m.color.copyFrom(color(0.125f, 0.25f, 0.5f, 1));
        m.lifetime.copyFrom(new RosDuration(11, 12));
        m.frameLocked = true;
        m.points = new Point[] {new Point()};
        set(m.points[0], 13, 14, 15);
        m.colors = new ColorRGBA[] {color(1, 0.5f, 0.25f, 0.125f)};
        m.text = "text";
        m.meshResource = "package://x";
        m.meshUseEmbeddedMaterials = true;
        return m;
    }

    static CameraInfo cameraInfo() {
        CameraInfo m = new CameraInfo();
        fill(m.header);
        m.height = 480;
        m.width = -1;
        m.distortionModel = "plumb_bob";
        m.D = new double[] {0.1, 0.2};
        for (int i = 0; i < 9; i++) {
            m.K[i] = i;
            m.R[i] = 9 + i;
        }
        for (int i = 0; i < 12; i++) {
            m.P[i] = 18 + i;
        }
        m.roi.doRectify = true;
        return m;
    }

    private static void set(Point point, double x, double y, double z) {
        point.x = x;
        point.y = y;
        point.z = z;
    }

    private static ColorRGBA color(float r, float g, float b, float a) {
        ColorRGBA color = new ColorRGBA();
        color.r = r;
        color.g = g;
        color.b = b;
        color.a = a;
        return color;
    }
}
