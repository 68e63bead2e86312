package org.prolepsis.ros.fuzz;

/** A fault that takes five right bytes: found in seconds by following coverage, hardly ever (2⁻⁴⁰) by chance. */
public final class PlantedFault {
    private static final byte[] SECRET = {'r', 'o', 's', '1', '!'};

    private PlantedFault() {}

    public static void fuzzerTestOneInput(byte[] data) {
        int right = 0;
        while (right < SECRET.length && right < data.length && data[right] == SECRET[right]) {
            right++;
        }
        if (right == SECRET.length) {
            throw new IllegalStateException("planted");
        }
    }
}
