package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.net.DenseNet;

/** Nets and their parameters, one after the other. */
final class DenseNets {
    private DenseNets() {}

    static List<float[]> parameters(List<DenseNet> nets) {
        return nets.stream().flatMap(net -> net.parameters().stream()).toList();
    }

    /** Nets of the same shapes with other parameters. */
    static List<DenseNet> with(List<DenseNet> shapes, List<float[]> parameters) {
        List<DenseNet> nets = new ArrayList<>();
        int from = 0;
        for (DenseNet shape : shapes) {
            int count = 2 * shape.layers();
            nets.add(shape.with(parameters.subList(from, from + count)));
            from += count;
        }
        return nets;
    }
}
