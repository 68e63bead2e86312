package org.prolepsis.flow.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * What a stage of training ended with.
 *
 * @param values the parameters of its nets, one after the other
 * @param loss the mean training loss of its last steps
 * @param heldOut the loss on draws that were not trained on; what restarts are chosen by
 * @param steps taken
 */
record Finished(List<float[]> values, double loss, double heldOut, int steps) {
    void write(DataOutputStream out) throws IOException {
        CheckpointFile.writeArrays(out, values);
        out.writeDouble(loss);
        out.writeDouble(heldOut);
        out.writeInt(steps);
    }

    static Finished read(DataInputStream in) throws IOException {
        return new Finished(CheckpointFile.readArrays(in), in.readDouble(), in.readDouble(), in.readInt());
    }
}
