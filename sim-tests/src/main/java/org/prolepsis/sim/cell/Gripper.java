package org.prolepsis.sim.cell;

import java.util.Arrays;
import org.ode4j.math.DMatrix3;
import org.ode4j.math.DMatrix3C;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DBody;
import org.ode4j.ode.DBox;
import org.ode4j.ode.DGeom;
import org.ode4j.ode.DJoint;
import org.ode4j.ode.DMass;
import org.ode4j.ode.DSliderJoint;
import org.ode4j.ode.DWorld;
import org.ode4j.ode.OdeHelper;

/**
 * The hand, which goes where the arm takes it, and two fingers that slide in it. The left finger is driven with a limited
 * force; the right one is geared to it, as in the real hand, by a stronger drive that keeps it at the same position.
 * What the fingers do to the hand is measured at their slides and given back to the arm one step later.
 *
 * <p>One thread.
 */
final class Gripper {
    static final double MAX_POSITION = 0.04;
    static final double MAX_VELOCITY = 0.2;

    private static final double FINGER_MASS = 0.05;
    private static final double FINGER_WIDTH = 0.02;
    private static final double FINGER_THICKNESS = 0.012;
    private static final double FINGER_LENGTH = 0.054;
    /** Centre of a finger in the hand's frame, along z. */
    private static final double FINGER_Z = 0.0584 + FINGER_LENGTH / 2;

    private static final double LAG = 0.03;
    private static final double STIFFNESS = 5000;
    private static final double GEAR_FORCE = 200;
    private static final double GEAR_LAG = 0.005;
    /** What the drive holds against at its goal, N. */
    private static final double DRIVE_FRICTION = 0.5;
    /** The slides end this far beyond the open position, m. */
    private static final double SLACK = 0.001;

    private final DBody hand;
    private final DBox handBox;
    private final DBody[] finger = new DBody[2];
    private final DBox[] fingerBox = new DBox[2];
    private final DSliderJoint[] slide = new DSliderJoint[2];
    private final DJoint.DJointFeedback[] feedback = new DJoint.DJointFeedback[2];
    private final DMatrix3 rotation = new DMatrix3();
    private final double[] position = {MAX_POSITION, MAX_POSITION};
    private final double[] wrench = new double[6];
    private final double maxForce;

    Gripper(DWorld world, double maxForce, double[] handRotation, double[] handOrigin) {
        this.maxForce = maxForce;
        hand = OdeHelper.createBody(world);
        hand.setKinematic();
        handBox = OdeHelper.createBox(0.05, 0.20, 0.055);
        handBox.setBody(hand);
        handBox.setOffsetPosition(0, 0, 0.03);
        setPose(handRotation, handOrigin);
        for (int side = 0; side < 2; side++) {
            addFinger(world, side, handRotation, handOrigin);
        }
    }

    private void addFinger(DWorld world, int side, double[] r, double[] p) {
        double sign = side == 0 ? 1 : -1;
        double y = sign * (MAX_POSITION + FINGER_THICKNESS / 2);
        DBody body = OdeHelper.createBody(world);
        DMass mass = OdeHelper.createMass();
        mass.setBoxTotal(FINGER_MASS, FINGER_WIDTH, FINGER_THICKNESS, FINGER_LENGTH);
        body.setMass(mass);
        body.setGravityMode(false);
        body.setAutoDisableFlag(false);
        body.setPosition(
                p[0] + r[1] * y + r[2] * FINGER_Z,
                p[1] + r[4] * y + r[5] * FINGER_Z,
                p[2] + r[7] * y + r[8] * FINGER_Z);
        body.setRotation(rotation);
        DBox box = OdeHelper.createBox(FINGER_WIDTH, FINGER_THICKNESS, FINGER_LENGTH);
        box.setBody(body);
        DSliderJoint joint = OdeHelper.createSliderJoint(world);
        joint.attach(body, hand);
        joint.setAxis(sign * r[1], sign * r[4], sign * r[7]);
        joint.setParamLoStop(-MAX_POSITION);
        joint.setParamHiStop(SLACK);
        feedback[side] = OdeHelper.createJointFeedback();
        joint.setFeedback(feedback[side]);
        finger[side] = body;
        fingerBox[side] = box;
        slide[side] = joint;
    }

    /** Sets the drives and the velocity with which the hand moves to a pose in the coming step. */
    void drive(double target, double[] newRotation, double[] newOrigin) {
        double goal = Math.max(0, Math.min(MAX_POSITION, target));
        double error = goal - position[0];
        slide[0].setParamVel(Math.max(-MAX_VELOCITY, Math.min(MAX_VELOCITY, error / LAG)));
        slide[0].setParamFMax(Math.min(maxForce, DRIVE_FRICTION + STIFFNESS * Math.abs(error)));
        double difference = (position[0] - position[1]) / GEAR_LAG;
        slide[1].setParamVel(Math.max(-2 * MAX_VELOCITY, Math.min(2 * MAX_VELOCITY, difference)));
        slide[1].setParamFMax(GEAR_FORCE);
        DVector3C from = hand.getPosition();
        DMatrix3C was = hand.getRotation();
        double rate = 1 / ArmServos.STEP;
        hand.setLinearVel(
                rate * (newOrigin[0] - from.get0()),
                rate * (newOrigin[1] - from.get1()),
                rate * (newOrigin[2] - from.get2()));
        double wx = 0;
        double wy = 0;
        double wz = 0;
        for (int c = 0; c < 3; c++) {
            double ax = was.get(0, c);
            double ay = was.get(1, c);
            double az = was.get(2, c);
            double bx = newRotation[c];
            double by = newRotation[3 + c];
            double bz = newRotation[6 + c];
            wx += ay * bz - az * by;
            wy += az * bx - ax * bz;
            wz += ax * by - ay * bx;
        }
        hand.setAngularVel(0.5 * rate * wx, 0.5 * rate * wy, 0.5 * rate * wz);
    }

    /** Puts the hand exactly where the arm has taken it, and reads fingers and forces. */
    void settle(double[] newRotation, double[] newOrigin) {
        setPose(newRotation, newOrigin);
        Arrays.fill(wrench, 0);
        for (int side = 0; side < 2; side++) {
            position[side] = MAX_POSITION + slide[side].getPosition();
            DVector3C f = feedback[side].f2;
            DVector3C t = feedback[side].t2;
            wrench[0] += t.get0() + newOrigin[1] * f.get2() - newOrigin[2] * f.get1();
            wrench[1] += t.get1() + newOrigin[2] * f.get0() - newOrigin[0] * f.get2();
            wrench[2] += t.get2() + newOrigin[0] * f.get1() - newOrigin[1] * f.get0();
            wrench[3] += f.get0();
            wrench[4] += f.get1();
            wrench[5] += f.get2();
        }
    }

    private void setPose(double[] r, double[] p) {
        rotation.set(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]);
        hand.setRotation(rotation);
        hand.setPosition(p[0], p[1], p[2]);
    }

    /** Positions of the left and the right finger, m; not a copy. */
    double[] positions() {
        return position;
    }

    /** What the fingers did to the hand in the last step: moment about the base's origin, Nm, then force, N; no copy. */
    double[] wrench() {
        return wrench;
    }

    DGeom finger(int side) {
        return fingerBox[side];
    }

    DGeom hand() {
        return handBox;
    }
}
