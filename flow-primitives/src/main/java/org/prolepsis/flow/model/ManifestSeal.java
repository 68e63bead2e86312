package org.prolepsis.flow.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first line of a manifest: a comment with the SHA-256 of all that follows, so that a damaged number is not taken for
 * a setting. A manifest without it is read as it stands.
 */
public final class ManifestSeal {
    private static final String START = "# sha256 ";
    private static final int HEX = 64;
    private static final int LENGTH = START.length() + HEX + 1;

    private ManifestSeal() {}

    /**
     * Puts the first line before a manifest.
     *
     * @param yaml the manifest
     * @return the bytes of the file
     */
    public static byte[] seal(byte[] yaml) {
        byte[] line = (START + WeightsFile.sha256(yaml) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = Arrays.copyOf(line, line.length + yaml.length);
        System.arraycopy(yaml, 0, sealed, line.length, yaml.length);
        return sealed;
    }

    /**
     * Refuses a manifest that is not what its first line says.
     *
     * @param bytes of the file
     * @throws ModelFormatException if it is damaged
     */
    public static void check(byte[] bytes) throws ModelFormatException {
        String line = new String(bytes, 0, Math.min(bytes.length, LENGTH), StandardCharsets.ISO_8859_1);
        if (!line.startsWith(START)) {
            return;
        }
        String hash = bytes.length < LENGTH ? "" : WeightsFile.sha256(Arrays.copyOfRange(bytes, LENGTH, bytes.length));
        if (!line.equals(START + hash + "\n")) {
            throw new ModelFormatException(ManifestFile.NAME + ": the SHA-256 of its content is " + hash
                    + ", must be as its first line says; the file is damaged or was edited (without its first line it is"
                    + " read as it stands)");
        }
    }
}
