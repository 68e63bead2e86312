package org.prolepsis.action.pace;

/**
 * How many steps ahead of the present a chunk is read.
 *
 * @param automatic whether the steps follow from pace and tracking lag: {@code pace * lag / dt}
 * @param steps the fixed look-ahead, policy steps; ignored when automatic
 */
public record LookAhead(boolean automatic, double steps) {
    /** Farthest fixed look-ahead, steps. */
    public static final double MAX_STEPS = 1000;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the steps are not in 0 .. 1000
     */
    public LookAhead {
        if (!(steps >= 0 && steps <= MAX_STEPS)) {
            throw new IllegalArgumentException("look-ahead is " + steps + " steps; it must be from 0 to " + MAX_STEPS);
        }
    }

    /** Makes up for the arm's estimated tracking lag. */
    public static LookAhead auto() {
        return new LookAhead(true, 0);
    }

    /** Always so many steps. */
    public static LookAhead fixed(double steps) {
        return new LookAhead(false, steps);
    }

    /**
     * Reads {@code auto} or a number of steps.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static LookAhead parse(String text) {
        if (text.equals("auto")) {
            return auto();
        }
        try {
            return fixed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "look-ahead is '" + text + "'; it must be 'auto' or a number of steps", e);
        }
    }
}
