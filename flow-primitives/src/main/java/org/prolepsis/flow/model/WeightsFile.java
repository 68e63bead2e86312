package org.prolepsis.flow.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The binary weights: tensors one after the other, little-endian, row-major, in the order that the manifest lists. */
public final class WeightsFile {
    /** The name of the file in a bundle. */
    public static final String NAME = "weights.bin";

    private WeightsFile() {}

    /** Number types of tensors. */
    public enum Type {
        /** IEEE single precision. */
        FLOAT32(4),
        /** IEEE double precision. */
        FLOAT64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        String key() {
            return this == FLOAT32 ? "float32" : "float64";
        }
    }

    /**
     * Name, type and shape of a tensor.
     *
     * @param name unique in the file
     * @param type of its elements
     * @param shape sizes
     */
    public record Spec(String name, Type type, List<Integer> shape) {
        int size() {
            return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
        }

        long bytes() {
            return (long) size() * type.bytes;
        }
    }

    /**
     * What the manifest says of the file.
     *
     * @param sha256 of its bytes, in hex
     * @param bytes its size
     * @param tensors in the order of the file
     */
    public record Description(String sha256, long bytes, List<Spec> tensors) {}

    /**
     * What goes into a manifest.
     *
     * @param description of the file
     * @return a mapping for YAML
     */
    public static Map<String, Object> describe(Description description) {
        List<Map<String, Object>> tensors = new ArrayList<>();
        for (Spec spec : description.tensors()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", spec.name());
            map.put("type", spec.type().key());
            map.put("shape", spec.shape());
            tensors.add(map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", NAME);
        map.put("bytes", description.bytes());
        map.put("sha256", description.sha256());
        map.put("byte_order", "little_endian");
        map.put("tensors", tensors);
        return map;
    }

    /**
     * Reads what a manifest says.
     *
     * @param weights the mapping that {@link #describe} makes
     * @return the description
     * @throws ModelFormatException if a field is missing, unknown or wrong
     */
    public static Description readDescription(Fields weights) throws ModelFormatException {
        weights.textOf("file", NAME);
        long bytes = weights.integer("bytes", 1, Integer.MAX_VALUE);
        String sha256 = weights.text("sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw weights.wrong("sha256", sha256, "64 lower-case hex digits");
        }
        weights.textOf("byte_order", "little_endian");
        List<Spec> specs = new ArrayList<>();
        for (Fields tensor : weights.objects("tensors")) {
            String name = tensor.text("name");
            Type type = tensor.textOf("type", "float32", "float64").equals("float32") ? Type.FLOAT32 : Type.FLOAT64;
            specs.add(new Spec(name, type, tensor.integers("shape", 1, 1 << 24)));
            tensor.end();
        }
        weights.end();
        return new Description(sha256, bytes, specs);
    }

    /**
     * Checks that the manifest lists the tensors that its sizes call for.
     *
     * @param listed in the manifest
     * @param needed by the sizes
     * @throws ModelFormatException if they differ
     */
    public static void checkTensors(List<Spec> listed, List<Spec> needed) throws ModelFormatException {
        for (int i = 0; i < Math.max(listed.size(), needed.size()); i++) {
            String has = i < listed.size() ? listed.get(i).toString() : "missing";
            String must = i < needed.size() ? needed.get(i).toString() : "absent";
            if (!has.equals(must)) {
                throw new ModelFormatException(ManifestFile.NAME + ": field weights.tensors[" + i + "] is " + has
                        + ", must be " + must + " to fit the sizes given above it");
            }
        }
    }

    /**
     * Makes the bytes of the file.
     *
     * @param specs tensors in order
     * @param floats values of those of {@link Type#FLOAT32}, by name
     * @param doubles values of those of {@link Type#FLOAT64}, by name
     * @return the bytes
     */
    public static byte[] pack(List<Spec> specs, Map<String, float[]> floats, Map<String, double[]> doubles) {
        long bytes = specs.stream().mapToLong(Spec::bytes).sum();
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (Spec spec : specs) {
            if (spec.type() == Type.FLOAT32) {
                for (float value : floats.get(spec.name())) {
                    buffer.putFloat(value);
                }
            } else {
                for (double value : doubles.get(spec.name())) {
                    buffer.putDouble(value);
                }
            }
        }
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(buffer.remaining() + " bytes of weights were not written");
        }
        return buffer.array();
    }

    /**
     * Checks length, hash and that every value is finite, and splits the bytes into tensors.
     *
     * @param bytes of the file
     * @param description from the manifest
     * @param floats receives the values of those of {@link Type#FLOAT32}, by name
     * @param doubles receives the values of those of {@link Type#FLOAT64}, by name
     * @throws ModelFormatException if the bytes are not as described
     */
    public static void unpack(
            byte[] bytes, Description description, Map<String, float[]> floats, Map<String, double[]> doubles)
            throws ModelFormatException {
        long expected = description.tensors().stream().mapToLong(Spec::bytes).sum();
        if (description.bytes() != expected) {
            throw new ModelFormatException(ManifestFile.NAME + ": field weights.bytes is " + description.bytes()
                    + ", must be " + expected + ", the size of its tensors");
        }
        if (bytes.length != expected) {
            throw new ModelFormatException(NAME + ": has " + bytes.length + " bytes, must have " + expected
                    + "; the file is truncated or not of this model");
        }
        String hash = sha256(bytes);
        if (!hash.equals(description.sha256())) {
            throw new ModelFormatException(NAME + ": its SHA-256 is " + hash + ", must be " + description.sha256()
                    + " as weights.sha256 says; the file is damaged or not of this model");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (Spec spec : description.tensors()) {
            if (spec.type() == Type.FLOAT32) {
                floats.put(spec.name(), readFloats(buffer, spec));
            } else {
                doubles.put(spec.name(), readDoubles(buffer, spec));
            }
        }
    }

    private static float[] readFloats(ByteBuffer buffer, Spec spec) throws ModelFormatException {
        float[] values = new float[spec.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getFloat();
            checkFinite(values[i], spec, i);
        }
        return values;
    }

    private static double[] readDoubles(ByteBuffer buffer, Spec spec) throws ModelFormatException {
        double[] values = new double[spec.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getDouble();
            checkFinite(values[i], spec, i);
        }
        return values;
    }

    private static void checkFinite(double value, Spec spec, int index) throws ModelFormatException {
        if (!Double.isFinite(value)) {
            throw new ModelFormatException(
                    NAME + ": element " + index + " of " + spec.name() + " is " + value + ", must be finite");
        }
    }

    /**
     * The SHA-256 of bytes.
     *
     * @param bytes any
     * @return 64 lower-case hex digits
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
