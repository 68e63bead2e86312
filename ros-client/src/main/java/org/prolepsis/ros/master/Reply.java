package org.prolepsis.ros.master;

import java.util.Arrays;
import java.util.List;

/** The triple {@code [code, message, value]} that every ROS API method answers with. */
public final class Reply {
    public static final int ERROR = -1;
    public static final int FAILURE = 0;
    public static final int SUCCESS = 1;

    private Reply() {}

    /** The call did what it should. */
    public static List<Object> success(String message, Object value) {
        return Arrays.asList(SUCCESS, message, value);
    }

    /** The caller made an error. */
    public static List<Object> error(String message, Object value) {
        return Arrays.asList(ERROR, message, value);
    }

    /** The call was right but could not be done. */
    public static List<Object> failure(String message, Object value) {
        return Arrays.asList(FAILURE, message, value);
    }
}
