package org.prolepsis.sim.policy.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.visualization_msgs.Marker;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;

class BlockMarkersTest {
    private static MarkerArray markers(String... words) {
        MarkerArray array = new MarkerArray();
        array.markers = new Marker[words.length];
        for (int i = 0; i < words.length; i++) {
            Marker marker = new Marker();
            marker.ns = words[i];
            marker.id = i;
            marker.header.stamp.setNanos(1_000_000_000L + i);
            marker.pose.position.x = 0.4 + 0.1 * i;
            marker.pose.orientation.w = 1;
            array.markers[i] = marker;
        }
        return array;
    }

    @Test
    void shouldReadABlockOfEachColourAndTheNewestStamp() {
        MarkerArray array = markers("blue", "red", "green");
        List<BlockPose> blocks = BlockMarkers.read(array);
        assertEquals(
                List.of(BlockColor.BLUE, BlockColor.RED, BlockColor.GREEN),
                blocks.stream().map(BlockPose::color).toList());
        assertEquals(0.5, blocks.get(1).x(), 1e-12);
        assertEquals(1_000_000_002L, BlockMarkers.stampNanos(array));
    }

    @Test
    void shouldRefuseWhatItCannotUseAndSayWhy() {
        assertRefused(markers("red", "green"), "one of each");
        assertRefused(markers("red", "green", "green"), "one of each");
        assertRefused(markers("red", "green", "pink"), "pink");
        MarkerArray nan = markers("red", "green", "blue");
        nan.markers[1].pose.position.z = Double.NaN;
        assertRefused(nan, "green");
        MarkerArray unset = markers("red", "green", "blue");
        unset.markers[2].pose.orientation.w = 0;
        assertRefused(unset, "norm");
    }

    private static void assertRefused(MarkerArray array, String named) {
        String message = assertThrows(InvalidInputException.class, () -> BlockMarkers.read(array))
                .getMessage();
        assertTrue(message.contains(named), message);
    }
}
