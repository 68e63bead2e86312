package org.prolepsis.nodes.episode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.prolepsis.flow.dataset.DatasetException;

/** The file of one episode: a header of column names, then a row for each tick. Columns are matched by name. */
final class EpisodeCsv {
    /** Times may be so far off the grid of the rate, s: rounding, not a missing row. */
    static final double TIME_TOLERANCE = 1e-4;

    private static final double QUATERNION_TOLERANCE = 0.01;
    private static final int OBJECT_FIELDS = 8;
    /** Values are written to a tenth of a micrometre or microradian, below any sensor's noise; it halves the files. */
    private static final double RESOLUTION = 1e7;

    private static final Pattern COLOR = Pattern.compile("[a-z][a-z_]*");

    private final EpisodeFormat format;
    private final Path file;
    private final List<String> columns;

    EpisodeCsv(EpisodeFormat format, Path file) {
        this.format = format;
        this.file = file;
        this.columns = format.columns();
    }

    /** The value as it will be read back. */
    static double rounded(double value) {
        // + 0.0 makes a zero of a negative one.
        return Math.round(value * RESOLUTION) / RESOLUTION + 0.0;
    }

    /**
     * The text of an episode.
     *
     * @throws IllegalArgumentException if a row has more or fewer values than the format, or one is not what the reader
     *     takes; it is named
     */
    String format(Episode episode) {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (int i = 0; i < episode.size(); i++) {
            int joints = format.jointNames().size();
            List<ObjectPose> objects = episode.objects().get(i);
            if (episode.measured()[i].length != joints
                    || episode.commands()[i].length != joints
                    || objects.size() != format.blocks()) {
                throw new IllegalArgumentException("row " + i + " has " + episode.measured()[i].length + " measured, "
                        + episode.commands()[i].length + " commanded joints and " + objects.size()
                        + " blocks; must be " + joints + " joints and " + format.blocks() + " blocks");
            }
            text.append(rounded(i / format.rateHz()));
            append(text, i, episode.measured()[i]);
            append(text, i, episode.commands()[i]);
            for (ObjectPose o : objects) {
                text.append(',').append(o.color());
                append(text, i, o.x(), o.y(), o.z(), o.qx(), o.qy(), o.qz(), o.qw());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int row, double... values) {
        for (double value : values) {
            if (!(Math.abs(value) <= 1e9)) {
                throw new IllegalArgumentException("row " + row + " has the value " + value + "; must be finite");
            }
            text.append(',').append(rounded(value));
        }
    }

    /**
     * Reads an episode.
     *
     * @throws DatasetException if a column is missing, unknown or twice there, a number is not finite, a time not on the
     *     grid, a quaternion not unit, or the colour of a block not the same in all rows
     */
    Episode parse(EpisodeInfo info, String content) throws DatasetException {
        String[] lines = content.split("\\R", -1);
        int count = lines.length;
        while (count > 0 && lines[count - 1].isBlank()) {
            count--;
        }
        if (count < 2) {
            throw new DatasetException(file, 0, "got " + count + " lines, must be a header and at least one row");
        }
        int[] place = matchHeader(lines[0]);
        double[][] measured = new double[count - 1][];
        double[][] commands = new double[count - 1][];
        List<List<ObjectPose>> objects = new ArrayList<>(count - 1);
        for (int i = 0; i < count - 1; i++) {
            String[] fields = fields(i + 2, lines[i + 1], place);
            checkTime(i + 2, i, number(i + 2, 0, fields));
            measured[i] = numbers(i + 2, 1, fields);
            commands[i] = numbers(i + 2, 1 + format.jointNames().size(), fields);
            objects.add(objects(i + 2, fields, i == 0 ? null : objects.get(0)));
        }
        return new Episode(info, measured, commands, objects);
    }

    private int[] matchHeader(String header) throws DatasetException {
        String[] names = header.strip().split(",", -1);
        int[] place = new int[names.length];
        boolean[] seen = new boolean[columns.size()];
        for (int i = 0; i < names.length; i++) {
            place[i] = columns.indexOf(names[i].strip());
            if (place[i] < 0) {
                throw new DatasetException(
                        file, 1, "unknown column \"" + names[i] + "\", the columns must be " + columns);
            }
            if (seen[place[i]]) {
                throw new DatasetException(file, 1, "column \"" + names[i] + "\" appears twice");
            }
            seen[place[i]] = true;
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i]) {
                throw new DatasetException(
                        file, 1, "column \"" + columns.get(i) + "\" is missing, the columns must be " + columns);
            }
        }
        return place;
    }

    /** The fields of a row in our order of the columns. */
    private String[] fields(int line, String text, int[] place) throws DatasetException {
        String[] got = text.split(",", -1);
        if (got.length != place.length) {
            throw new DatasetException(
                    file, line, "got " + got.length + " fields, must be " + place.length + " as in the header");
        }
        String[] fields = new String[got.length];
        for (int i = 0; i < got.length; i++) {
            fields[place[i]] = got[i].strip();
        }
        return fields;
    }

    private void checkTime(int line, int row, double time) throws DatasetException {
        double due = row / format.rateHz();
        if (Math.abs(time - due) > TIME_TOLERANCE) {
            throw new DatasetException(
                    file,
                    line,
                    "t: got " + time + ", must be " + rounded(due) + " for row " + row + " at " + format.rateHz()
                            + " Hz");
        }
    }

    private double[] numbers(int line, int first, String[] fields) throws DatasetException {
        double[] out = new double[format.jointNames().size()];
        for (int j = 0; j < out.length; j++) {
            out[j] = number(line, first + j, fields);
        }
        return out;
    }

    private double number(int line, int column, String[] fields) throws DatasetException {
        double value = Double.NaN;
        String text = fields[column];
        // Double.parseDouble alone also takes 1f, 1d and hexadecimal, which no other reader of CSV does.
        if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            try {
                value = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                value = Double.NaN;
            }
        }
        if (!Double.isFinite(value)) {
            throw new DatasetException(
                    file, line, columns.get(column) + ": got \"" + text + "\", must be a finite number");
        }
        return value;
    }

    private List<ObjectPose> objects(int line, String[] fields, List<ObjectPose> firstRow) throws DatasetException {
        List<ObjectPose> out = new ArrayList<>(format.blocks());
        for (int b = 0; b < format.blocks(); b++) {
            int first = 1 + 2 * format.jointNames().size() + OBJECT_FIELDS * b;
            String color = fields[first];
            if (!COLOR.matcher(color).matches()) {
                throw new DatasetException(
                        file, line, columns.get(first) + ": got \"" + color + "\", must be a lower-case word");
            }
            if (firstRow != null && !firstRow.get(b).color().equals(color)) {
                throw new DatasetException(
                        file,
                        line,
                        columns.get(first) + ": got \"" + color + "\", must be \""
                                + firstRow.get(b).color() + "\" as in the first row");
            }
            double[] v = new double[OBJECT_FIELDS - 1];
            for (int k = 0; k < v.length; k++) {
                v[k] = number(line, first + 1 + k, fields);
            }
            double norm = Math.sqrt(v[3] * v[3] + v[4] * v[4] + v[5] * v[5] + v[6] * v[6]);
            if (Math.abs(norm - 1) > QUATERNION_TOLERANCE) {
                throw new DatasetException(
                        file,
                        line,
                        "block" + b + "_qx to _qw: got a quaternion of norm " + norm + ", must be 1 within "
                                + QUATERNION_TOLERANCE);
            }
            out.add(new ObjectPose(color, v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
        }
        return List.copyOf(out);
    }
}
