package org.prolepsis.flow.train;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prolepsis.flow.dataset.Dataset;
import org.tensorflow.TensorFlow;

/** What the weights of a run depend on, as named values: two runs in which all are equal end with the same weights. */
final class Fingerprint {
    private Fingerprint() {}

    static Map<String, String> of(Dataset dataset, TrainingSettings settings, float[][][] wordings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("dataset", dataset.name());
        values.put("demonstrations", demonstrations(dataset));
        for (RecordComponent component : TrainingSettings.class.getRecordComponents()) {
            try {
                values.put(
                        component.getName(),
                        component.getAccessor().invoke(settings).toString());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("setting " + component.getName() + " cannot be read", e);
            }
        }
        values.put("text features", features(wordings));
        values.put("TensorFlow", TensorFlow.version());
        return values;
    }

    private static String demonstrations(Dataset dataset) {
        MessageDigest digest = sha256();
        dataset.columns().forEach(column -> digest.update(column.getBytes(StandardCharsets.UTF_8)));
        dataset.demonstrations().forEach(demonstration -> {
            digest.update(demonstration.texts().toString().getBytes(StandardCharsets.UTF_8));
            update(digest, demonstration.times());
            for (double[] row : demonstration.values()) {
                update(digest, row);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String features(float[][][] wordings) {
        MessageDigest digest = sha256();
        for (float[][] wording : wordings) {
            for (float[] row : wording) {
                ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * row.length);
                buffer.asFloatBuffer().put(row);
                digest.update(buffer);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * values.length);
        buffer.asDoubleBuffer().put(values);
        digest.update(buffer);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
