package org.prolepsis.nodes.action;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * Makes drivers for {@code ~controller_type:=hardware}; found by {@link ServiceLoader}, chosen by {@code ~controller}. A jar
 * on the class path names its provider in {@code META-INF/services/org.prolepsis.nodes.action.HardwareProvider}.
 */
public interface HardwareProvider {
    /** The name by which {@code ~controller} chooses it. */
    String name();

    /**
     * Opens a driver, before the first tick.
     *
     * @param robot names and limits of the joints, in the order of all arrays
     * @param periodSeconds time from tick to tick, s
     * @throws IllegalArgumentException if the arm cannot be driven; the node then does not start
     */
    HardwareController open(RobotDescription robot, double periodSeconds);

    /**
     * Opens the driver of a name.
     *
     * @throws IllegalArgumentException if there is none of that name, or more than one; it tells which there are
     */
    static HardwareController open(String name, RobotDescription robot, double periodSeconds) {
        List<HardwareProvider> all;
        try {
            all = ServiceLoader.load(HardwareProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("cannot load the hardware drivers: " + e.getMessage(), e);
        }
        List<HardwareProvider> named =
                all.stream().filter(provider -> provider.name().equals(name)).toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException(
                    "~controller is '" + name + "'; with ~controller_type hardware it must name one" + " driver of "
                            + all.stream().map(HardwareProvider::name).toList());
        }
        return named.get(0).open(robot, periodSeconds);
    }
}
