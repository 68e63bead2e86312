package org.prolepsis.sim.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ode4j.math.DQuaternion;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DBody;
import org.ode4j.ode.DBox;
import org.ode4j.ode.DContact;
import org.ode4j.ode.DContactBuffer;
import org.ode4j.ode.DContactJoint;
import org.ode4j.ode.DGeom;
import org.ode4j.ode.DJointGroup;
import org.ode4j.ode.DMass;
import org.ode4j.ode.DWorld;
import org.ode4j.ode.OdeConstants;
import org.ode4j.ode.OdeHelper;

/**
 * Gripper, blocks, table and bins as bodies of ode4j, with Coulomb friction (a pyramid) between them. Contacts are
 * springs with dampers, stepped implicitly. Of the arm only fingers, and the hand against blocks, touch things here; what
 * the table does to the rest of it is {@link ArmServos}'s.
 *
 * <p>{@code DWorld.step} is used and not {@code quickStep}: it is exact, faster at this size, and quickStep shuffles its
 * constraints with one random number generator for the whole process, so that cells would depend on each other.
 */
final class CellPhysics implements AutoCloseable {
    private static final int MAX_CONTACTS = 4;
    private static final double TABLE_FRICTION = 0.5;
    private static final double OTHER_FRICTION = 0.3;
    private static final double FLOOR = -0.7;
    /** Two boxes of the sizes here cannot touch when their centres are further apart than this, m. */
    private static final double REACH = 0.17;

    static {
        OdeHelper.initODE2(0);
    }

    private final DWorld world = OdeHelper.createWorld();
    private final DJointGroup contacts = OdeHelper.createJointGroup();
    private final DContactBuffer buffer = new DContactBuffer(MAX_CONTACTS);
    private final DGeom table;
    private final DGeom floor;
    private final List<DBox> walls = new ArrayList<>();
    private final List<DBody> blocks = new ArrayList<>();
    private final List<DBox> blockBoxes = new ArrayList<>();
    private final List<BlockColor> colors;
    private final Gripper gripper;
    private final double gripFriction;
    /** For each block, which fingers touched it in the last step: 1 left, 2 right. */
    private final int[] touched = new int[BlockColor.values().length];

    CellPhysics(CellSettings settings, long seed, double[] handRotation, double[] handOrigin) {
        world.setGravity(0, 0, -9.81);
        world.setERP(0.2);
        world.setCFM(1e-8);
        world.setAutoDisableLinearThreshold(0.004);
        world.setAutoDisableAngularThreshold(0.04);
        world.setAutoDisableSteps(0);
        world.setAutoDisableTime(0.1);
        gripFriction = settings.friction();
        double width = CellLayout.TABLE_MAX_X - CellLayout.TABLE_MIN_X;
        table = OdeHelper.createBox(width, 2 * CellLayout.TABLE_HALF_Y, 0.1);
        table.setPosition((CellLayout.TABLE_MIN_X + CellLayout.TABLE_MAX_X) / 2, 0, -0.05);
        floor = OdeHelper.createPlane(null, 0, 0, 1, FLOOR);
        for (BlockColor color : BlockColor.values()) {
            addBin(CellLayout.binX(color));
        }
        gripper = new Gripper(world, settings.gripForce(), handRotation, handOrigin);
        BlockPlacement placement = BlockPlacement.random(new SplittableRandom(seed));
        colors = placement.colors();
        for (int i = 0; i < colors.size(); i++) {
            addBlock(placement.x()[i], placement.y()[i], placement.yaw()[i]);
        }
    }

    private void addBin(double x) {
        double out = (CellLayout.BIN_SIZE + CellLayout.BIN_WALL) / 2;
        double length = CellLayout.BIN_SIZE + 2 * CellLayout.BIN_WALL;
        addWall(x - out, CellLayout.BINS_Y, CellLayout.BIN_WALL, length);
        addWall(x + out, CellLayout.BINS_Y, CellLayout.BIN_WALL, length);
        addWall(x, CellLayout.BINS_Y - out, length, CellLayout.BIN_WALL);
        addWall(x, CellLayout.BINS_Y + out, length, CellLayout.BIN_WALL);
    }

    private void addWall(double x, double y, double sizeX, double sizeY) {
        DBox wall = OdeHelper.createBox(sizeX, sizeY, CellLayout.BIN_HEIGHT);
        wall.setPosition(x, y, CellLayout.BIN_HEIGHT / 2);
        walls.add(wall);
    }

    private void addBlock(double x, double y, double yaw) {
        DBody body = OdeHelper.createBody(world);
        DMass mass = OdeHelper.createMass();
        mass.setBoxTotal(CellLayout.BLOCK_MASS, CellLayout.BLOCK_SIZE, CellLayout.BLOCK_SIZE, CellLayout.BLOCK_SIZE);
        body.setMass(mass);
        body.setPosition(x, y, CellLayout.BLOCK_SIZE / 2);
        body.setQuaternion(new DQuaternion(Math.cos(yaw / 2), 0, 0, Math.sin(yaw / 2)));
        body.setAutoDisableFlag(true);
        DBox box = OdeHelper.createBox(CellLayout.BLOCK_SIZE, CellLayout.BLOCK_SIZE, CellLayout.BLOCK_SIZE);
        box.setBody(body);
        blocks.add(body);
        blockBoxes.add(box);
    }

    /** One step of 1 ms, in which the hand moves to a pose. */
    void step(double fingerTarget, double[] handRotation, double[] handOrigin) {
        gripper.drive(fingerTarget, handRotation, handOrigin);
        touchBlocks();
        for (int side = 0; side < 2; side++) {
            DGeom finger = gripper.finger(side);
            DVector3C at = finger.getPosition();
            if (at.get2() < 0.05) {
                touch(finger, table, OTHER_FRICTION, 2e4, 100);
            }
            touchWalls(finger, at, 2e4, 100);
        }
        world.step(ArmServos.STEP);
        contacts.empty();
        gripper.settle(handRotation, handOrigin);
    }

    private void touchBlocks() {
        for (int i = 0; i < blocks.size(); i++) {
            DBox box = blockBoxes.get(i);
            DBody body = blocks.get(i);
            DVector3C at = body.getPosition();
            touched[i] = 0;
            for (int side = 0; side < 2; side++) {
                DGeom finger = gripper.finger(side);
                if (near(at, finger.getPosition(), 0.075) && touch(finger, box, gripFriction, 1e5, 200)) {
                    touched[i] |= 1 << side;
                    body.enable();
                }
            }
            if (near(at, gripper.hand().getPosition(), 0.16) && touch(gripper.hand(), box, OTHER_FRICTION, 1e4, 50)) {
                body.enable();
            }
            for (int other = 0; other < i; other++) {
                boolean awake = body.isEnabled() || blocks.get(other).isEnabled();
                if (awake && near(at, blocks.get(other).getPosition(), 0.075)) {
                    touch(blockBoxes.get(other), box, OTHER_FRICTION, 1e5, 100);
                }
            }
            if (body.isEnabled()) {
                touchSurroundings(box, at);
            }
        }
    }

    private void touchSurroundings(DBox box, DVector3C at) {
        if (at.get2() < 0.05) {
            touch(box, table, TABLE_FRICTION, 1e5, 100);
        }
        if (at.get2() < FLOOR + 0.05) {
            touch(box, floor, TABLE_FRICTION, 1e5, 100);
        }
        touchWalls(box, at, 1e5, 100);
    }

    private void touchWalls(DGeom geom, DVector3C at, double stiffness, double damping) {
        if (at.get1() < CellLayout.BINS_Y - REACH || at.get2() > 0.1) {
            return;
        }
        for (int i = 0; i < walls.size(); i++) {
            if (near(at, walls.get(i).getPosition(), REACH)) {
                touch(geom, walls.get(i), OTHER_FRICTION, stiffness, damping);
            }
        }
    }

    private boolean touch(DGeom a, DGeom b, double friction, double stiffness, double damping) {
        int count = OdeHelper.collide(a, b, MAX_CONTACTS, buffer.getGeomBuffer());
        double h = ArmServos.STEP;
        for (int i = 0; i < count; i++) {
            DContact contact = buffer.get(i);
            contact.surface.mode =
                    OdeConstants.dContactApprox1 | OdeConstants.dContactSoftERP | OdeConstants.dContactSoftCFM;
            contact.surface.mu = friction;
            contact.surface.soft_erp = h * stiffness / (h * stiffness + damping);
            contact.surface.soft_cfm = 1 / (h * stiffness + damping);
            DContactJoint joint = OdeHelper.createContactJoint(world, contacts, contact);
            joint.attach(a.getBody(), b.getBody());
        }
        return count > 0;
    }

    private static boolean near(DVector3C a, DVector3C b, double distance) {
        double x = a.get0() - b.get0();
        double y = a.get1() - b.get1();
        double z = a.get2() - b.get2();
        return x * x + y * y + z * z < distance * distance;
    }

    Gripper gripper() {
        return gripper;
    }

    int blockCount() {
        return colors.size();
    }

    BlockColor color(int slot) {
        return colors.get(slot);
    }

    DBody block(int slot) {
        return blocks.get(slot);
    }

    /** Whether both fingers pressed a block in the last step. */
    boolean held(int slot) {
        return touched[slot] == 3;
    }

    @Override
    public void close() {
        contacts.destroy();
        world.destroy();
    }
}
