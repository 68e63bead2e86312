package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The two ends of a connection do not agree, as one of them said in words. */
final class ConnectionRefused extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 1000;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    /** @param reason the peer's {@code error=} field, or what its header lacks */
    ConnectionRefused(String reason) {
        super(printable(reason));
    }

    /** The peer's words go into the log: one line, and not a long one. */
    private static String printable(String reason) {
        String shown = CONTROLS.matcher(reason).replaceAll(" ").strip();
        return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "…";
    }

    /** What the user can do, as far as roscpp's, rospy's and our words tell. */
    String advice(String name, boolean topic) {
        String reason = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        String info = topic ? "rostopic info " + name : "rosservice info " + name;
        if ((reason.contains("md5sum") && !reason.contains("required")) || reason.contains("types do not match")) {
            return "build both sides from the same definition (compare '" + info + "' and 'rosmsg md5')";
        }
        if (reason.contains("nonexistent") || reason.contains("not a p") || reason.contains("no publisher")) {
            return "it has gone from that node; 'rosnode cleanup' removes it if the node is dead";
        }
        return "see the log of that node";
    }
}
