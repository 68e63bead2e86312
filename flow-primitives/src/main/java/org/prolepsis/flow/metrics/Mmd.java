package org.prolepsis.flow.metrics;

import java.util.List;

/**
 * Squared maximum mean discrepancy of two sets of trajectories, the biased estimate, which also stands with one
 * demonstration (Gretton et al., A Kernel Two-Sample Test, JMLR 13 (2012), eq. 5), with the Gaussian kernel
 * exp(-d / (2 h)), d the (squared) trajectory distance, h the bandwidth.
 */
final class Mmd {
    private final double bandwidth;

    /** With the mean squared distance between the demonstrations as bandwidth, 1 if they are all the same. */
    Mmd(List<Trajectory> demonstrations) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < demonstrations.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += demonstrations.get(i).distance(demonstrations.get(j));
                pairs++;
            }
        }
        bandwidth = sum > 0 ? sum / pairs : 1;
    }

    double bandwidth() {
        return bandwidth;
    }

    double squared(List<Trajectory> samples, List<Trajectory> demonstrations) {
        return meanOwnKernel(samples) + meanOwnKernel(demonstrations) - 2 * meanKernel(samples, demonstrations);
    }

    /** Half the work of {@link #meanKernel}: the kernel is symmetric and 1 on the diagonal. */
    private double meanOwnKernel(List<Trajectory> a) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(-a.get(i).distance(a.get(j)) / (2 * bandwidth));
            }
        }
        return (a.size() + 2 * sum) / ((double) a.size() * a.size());
    }

    private double meanKernel(List<Trajectory> a, List<Trajectory> b) {
        double sum = 0;
        for (Trajectory x : a) {
            for (Trajectory y : b) {
                sum += Math.exp(-x.distance(y) / (2 * bandwidth));
            }
        }
        return sum / ((double) a.size() * b.size());
    }
}
