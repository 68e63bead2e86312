package org.prolepsis.nodes.episode;

/**
 * Where an object is, in the frame of the arm's base.
 *
 * @param color the object's colour, a lower-case word
 * @param x m
 * @param y m
 * @param z m
 * @param qx orientation, unit quaternion
 * @param qy see qx
 * @param qz see qx
 * @param qw see qx
 */
public record ObjectPose(String color, double x, double y, double z, double qx, double qy, double qz, double qw) {}
