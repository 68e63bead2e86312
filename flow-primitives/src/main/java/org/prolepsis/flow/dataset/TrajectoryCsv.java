package org.prolepsis.flow.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One demonstration file: a header of column names, then numbers. Columns are matched by name, never by place. */
final class TrajectoryCsv {
    /** Fewer samples have no third difference, so no jerk. */
    static final int MIN_ROWS = 4;
    /** Larger errors of a quaternion's norm are no rounding and mean something else is wrong. */
    static final double QUATERNION_TOLERANCE = 0.01;
    /** Smaller errors are left alone, so that what was written is read back bit by bit. */
    private static final double QUATERNION_EXACT = 1e-12;

    private static final int QUATERNION_START = 3;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private TrajectoryCsv() {}

    record Samples(List<Double> times, List<double[]> rows) {
        double[] timeArray() {
            return times.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[][] valueArray() {
            return rows.toArray(double[][]::new);
        }
    }

    static Samples parse(Path file, String content, MotionSpace space, List<String> columns) throws DatasetException {
        String[] lines = content.split("\\R", -1);
        int count = lines.length;
        while (count > 0 && lines[count - 1].isBlank()) {
            count--;
        }
        if (count == 0) {
            throw new DatasetException(file, 0, "the file is empty, must start with the header t," + join(columns));
        }
        int[] column = matchHeader(file, lines[0], columns);
        Samples samples = new Samples(new ArrayList<>(), new ArrayList<>());
        for (int i = 1; i < count; i++) {
            addRow(file, i + 1, lines[i], columns, column, samples);
        }
        if (samples.rows.size() < MIN_ROWS) {
            throw new DatasetException(
                    file, count, "got " + samples.rows.size() + " rows of numbers, must be at least " + MIN_ROWS);
        }
        if (space == MotionSpace.SE3) {
            normaliseQuaternions(file, samples.rows);
        }
        return samples;
    }

    /** Maps a file's columns to ours: 0 is t, then the dataset's columns in order. */
    private static int[] matchHeader(Path file, String header, List<String> columns) throws DatasetException {
        String[] names = header.strip().split(",", -1);
        int[] target = new int[names.length];
        boolean[] seen = new boolean[columns.size() + 1];
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip();
            target[i] = name.equals("t") ? 0 : columns.indexOf(name) + 1;
            if (target[i] == 0 && !name.equals("t")) {
                throw new DatasetException(
                        file, 1, "unknown column \"" + name + "\", the columns must be t," + join(columns));
            }
            if (seen[target[i]]) {
                throw new DatasetException(file, 1, "column \"" + name + "\" appears twice");
            }
            seen[target[i]] = true;
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                String name = i == 0 ? "t" : columns.get(i - 1);
                throw new DatasetException(
                        file, 1, "column \"" + name + "\" is missing, the columns must be t," + join(columns));
            }
        }
        return target;
    }

    private static void addRow(Path file, int line, String text, List<String> columns, int[] target, Samples samples)
            throws DatasetException {
        String[] fields = text.split(",", -1);
        if (fields.length != target.length) {
            throw new DatasetException(
                    file, line, "got " + fields.length + " fields, must be " + target.length + " as in the header");
        }
        double time = 0;
        double[] row = new double[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            String name = target[i] == 0 ? "t" : columns.get(target[i] - 1);
            double value = number(file, line, name, fields[i].strip());
            if (target[i] == 0) {
                time = value;
            } else {
                row[target[i] - 1] = value;
            }
        }
        int last = samples.times.size() - 1;
        if (last >= 0 && time <= samples.times.get(last)) {
            throw new DatasetException(
                    file,
                    line,
                    "t: got " + time + " after " + samples.times.get(last) + ", must be greater than the row before");
        }
        samples.times.add(time);
        samples.rows.add(row);
    }

    private static double number(Path file, int line, String name, String text) throws DatasetException {
        // Double.parseDouble alone also takes NaN, 1f and hexadecimal, which no other reader of CSV does
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new DatasetException(file, line, name + ": got \"" + text + "\", must be a finite number");
        }
        return value;
    }

    private static void normaliseQuaternions(Path file, List<double[]> rows) throws DatasetException {
        double[] previous = null;
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            double squared = 0;
            double dot = 0;
            for (int j = QUATERNION_START; j < row.length; j++) {
                squared += row[j] * row[j];
                dot += previous == null ? 0 : row[j] * previous[j];
            }
            double norm = Math.sqrt(squared);
            if (Math.abs(norm - 1) > QUATERNION_TOLERANCE) {
                throw new DatasetException(
                        file,
                        i + 2,
                        "qx,qy,qz,qw: got the quaternion "
                                + Arrays.toString(Arrays.copyOfRange(row, QUATERNION_START, row.length)) + " of norm "
                                + norm + ", must be 1 within " + QUATERNION_TOLERANCE);
            }
            // q and -q are one rotation; a curve must not jump between them
            double factor = (dot < 0 ? -1 : 1) / (Math.abs(norm - 1) > QUATERNION_EXACT ? norm : 1);
            for (int j = QUATERNION_START; j < row.length; j++) {
                row[j] *= factor;
            }
            previous = row;
        }
    }

    static String format(Demonstration demonstration, List<String> columns) {
        StringBuilder text = new StringBuilder("t,").append(join(columns)).append('\n');
        for (int i = 0; i < demonstration.size(); i++) {
            text.append(demonstration.times()[i]);
            for (double value : demonstration.values()[i]) {
                text.append(',').append(value);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String join(List<String> columns) {
        return String.join(",", columns);
    }
}
