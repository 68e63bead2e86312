package org.prolepsis.sim.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellLayout;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.PandaGeometry;

/**
 * Draws the cell as it is seen from the front, above: faces and links sorted by distance and painted from the back. No
 * fonts and no display are needed. Any thread.
 */
public final class CellPicture {
    private static final double YAW = Math.toRadians(62);
    private static final double PITCH = Math.toRadians(32);
    private static final double CENTRE_X = 0.36;
    private static final double CENTRE_Z = 0.24;
    private static final double VIEW_WIDTH = 1.5;
    private static final double[] LINK_RADIUS = {0.06, 0.055, 0.055, 0.05, 0.05, 0.045, 0.04};

    private final int width;
    private final int height;

    /** What is painted, and how far away it is. */
    private record Shape(double distance, Color fill, Path2D outline, BasicStroke stroke) {}

    /** Pictures of a size, pixels. */
    public CellPicture(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A picture of one moment. */
    public BufferedImage draw(CellObservation now) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(new Color(0xf4f4f1));
            g.fillRect(0, 0, width, height);
            paint(g, face(new Color(0xd9d5cc), 0, table()));
            List<Shape> shapes = new ArrayList<>();
            for (BlockColor color : BlockColor.values()) {
                bin(shapes, color);
            }
            now.blocks().forEach(block -> block(shapes, block));
            arm(shapes, now);
            shapes.sort(Comparator.comparingDouble(Shape::distance).reversed());
            shapes.forEach(shape -> paint(g, shape));
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void paint(Graphics2D g, Shape shape) {
        g.setColor(shape.fill());
        if (shape.stroke() != null) {
            g.setStroke(shape.stroke());
            g.draw(shape.outline());
            return;
        }
        g.fill(shape.outline());
        g.setColor(shape.fill().darker());
        g.setStroke(new BasicStroke(1));
        g.draw(shape.outline());
    }

    private static double[][] table() {
        return new double[][] {{-0.12, -0.5, 0}, {0.8, -0.5, 0}, {0.8, 0.5, 0}, {-0.12, 0.5, 0}};
    }

    private static Color color(BlockColor color) {
        return switch (color) {
            case RED -> new Color(0xd0342c);
            case GREEN -> new Color(0x2f9e44);
            case BLUE -> new Color(0x1f6fd6);
        };
    }

    private void bin(List<Shape> shapes, BlockColor color) {
        double x = CellLayout.binX(color);
        double half = CellLayout.BIN_SIZE / 2 + CellLayout.BIN_WALL;
        double[][] corners = {{-half, -half}, {half, -half}, {half, half}, {-half, half}};
        Color pale = blend(color(color), 0.55);
        double[][] floor = new double[4][];
        for (int i = 0; i < 4; i++) {
            double[] a = corners[i];
            double[] b = corners[(i + 1) % 4];
            double y = CellLayout.BINS_Y;
            floor[i] = new double[] {x + a[0], y + a[1], 0.001};
            double h = CellLayout.BIN_HEIGHT;
            shapes.add(face(pale, 0, new double[][] {
                {x + a[0], y + a[1], 0}, {x + b[0], y + b[1], 0}, {x + b[0], y + b[1], h}, {x + a[0], y + a[1], h}
            }));
        }
        // Behind whatever lies on it.
        shapes.add(face(blend(color(color), 0.75), 0.2, floor));
    }

    private static Color blend(Color color, double white) {
        return new Color(
                (int) (color.getRed() + white * (255 - color.getRed())),
                (int) (color.getGreen() + white * (255 - color.getGreen())),
                (int) (color.getBlue() + white * (255 - color.getBlue())));
    }

    private void block(List<Shape> shapes, BlockPose b) {
        double h = CellLayout.BLOCK_SIZE / 2;
        for (int axis = 0; axis < 3; axis++) {
            for (int side = -1; side <= 1; side += 2) {
                double[][] corners = new double[4][];
                for (int c = 0; c < 4; c++) {
                    double[] local = new double[3];
                    local[axis] = side * h;
                    local[(axis + 1) % 3] = (c == 0 || c == 3 ? -h : h);
                    local[(axis + 2) % 3] = (c < 2 ? -h : h);
                    corners[c] = moved(b, local);
                }
                Color shade = blend(color(b.color()), axis == 2 ? 0.3 : axis == 0 ? 0.1 : 0);
                shapes.add(face(shade, 0, corners));
            }
        }
    }

    /** A point of a block in the frame of the base: p + q v q*. */
    private static double[] moved(BlockPose b, double[] v) {
        double tx = 2 * (b.qy() * v[2] - b.qz() * v[1]);
        double ty = 2 * (b.qz() * v[0] - b.qx() * v[2]);
        double tz = 2 * (b.qx() * v[1] - b.qy() * v[0]);
        return new double[] {
            b.x() + v[0] + b.qw() * tx + b.qy() * tz - b.qz() * ty,
            b.y() + v[1] + b.qw() * ty + b.qz() * tx - b.qx() * tz,
            b.z() + v[2] + b.qw() * tz + b.qx() * ty - b.qy() * tx
        };
    }

    private void arm(List<Shape> shapes, CellObservation now) {
        double[] rotation = new double[9 * PandaGeometry.JOINTS];
        double[] origin = new double[3 * PandaGeometry.JOINTS];
        PandaGeometry.frames(now.joints(), rotation, origin);
        double[] before = {0, 0, 0};
        for (int j = 0; j < PandaGeometry.JOINTS; j++) {
            double[] at = {origin[3 * j], origin[3 * j + 1], origin[3 * j + 2]};
            link(shapes, before, at, LINK_RADIUS[j], j % 2 == 0 ? new Color(0xfcfcfc) : new Color(0xe6e9ee));
            before = at;
        }
        PandaGeometry.turn(rotation, 9 * (PandaGeometry.JOINTS - 1), PandaGeometry.HAND_TURN);
        double[] r = java.util.Arrays.copyOfRange(rotation, 9 * (PandaGeometry.JOINTS - 1), rotation.length);
        double[] flange = along(before, r, 0, 0, PandaGeometry.FLANGE);
        link(shapes, before, flange, 0.035, new Color(0x8d949e));
        double[] left = along(flange, r, 0, 0.08, 0.045);
        double[] right = along(flange, r, 0, -0.08, 0.045);
        link(shapes, left, right, 0.022, new Color(0x5c636c));
        for (int side = -1; side <= 1; side += 2) {
            double open = side * (now.finger() + 0.006);
            double[] root = along(flange, r, 0, open, 0.05);
            double[] tip = along(flange, r, 0, open, PandaGeometry.TOOL + 0.008);
            link(shapes, root, tip, 0.007, new Color(0x30343a));
        }
    }

    private static double[] along(double[] from, double[] r, double x, double y, double z) {
        return new double[] {
            from[0] + r[0] * x + r[1] * y + r[2] * z,
            from[1] + r[3] * x + r[4] * y + r[5] * z,
            from[2] + r[6] * x + r[7] * y + r[8] * z
        };
    }

    /** A capsule as a thick line with a darker rim, in pieces so that it is sorted right. */
    private void link(List<Shape> shapes, double[] a, double[] b, double radius, Color fill) {
        int pieces = 4;
        for (int i = 0; i < pieces; i++) {
            double[] from = between(a, b, i / (double) pieces);
            double[] to = between(a, b, (i + 1) / (double) pieces);
            Path2D line = new Path2D.Double(new Line2D.Double(px(from), py(from), px(to), py(to)));
            double distance = (distance(from) + distance(to)) / 2;
            float thick = (float) (2 * radius * scale());
            shapes.add(new Shape(distance + 0.12, fill.darker(), line, stroke(thick + 2)));
            shapes.add(new Shape(distance, fill, line, stroke(thick)));
        }
    }

    private static BasicStroke stroke(float thick) {
        return new BasicStroke(thick, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static double[] between(double[] a, double[] b, double u) {
        return new double[] {a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]), a[2] + u * (b[2] - a[2])};
    }

    private Shape face(Color fill, double further, double[][] corners) {
        Path2D outline = new Path2D.Double();
        double distance = 0;
        for (double[] corner : corners) {
            if (outline.getCurrentPoint() == null) {
                outline.moveTo(px(corner), py(corner));
            } else {
                outline.lineTo(px(corner), py(corner));
            }
            distance += distance(corner) / corners.length;
        }
        outline.closePath();
        return new Shape(distance + further, fill, outline, null);
    }

    private double scale() {
        return width / VIEW_WIDTH;
    }

    /** The viewer stands in front of the arm, to its right, and looks down; orthographic. */
    private double px(double[] p) {
        double right = Math.cos(YAW) * p[1] - Math.sin(YAW) * (p[0] - CENTRE_X);
        return width / 2.0 + scale() * right;
    }

    private double py(double[] p) {
        double up = Math.cos(PITCH) * (p[2] - CENTRE_Z) - Math.sin(PITCH) * towards(p);
        return height / 2.0 - scale() * up;
    }

    private static double towards(double[] p) {
        return Math.cos(YAW) * (p[0] - CENTRE_X) + Math.sin(YAW) * p[1];
    }

    private static double distance(double[] p) {
        return -(Math.cos(PITCH) * towards(p) + Math.sin(PITCH) * p[2]);
    }
}
