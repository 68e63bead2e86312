package org.prolepsis.cli.bench.ros;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Ours against roscpp and rospy. A ratio of times below 1 and a ratio of rates above 1 is for us. Ratios of round trips
 * are medians over the rounds of the ratio in one round.
 *
 * @param rttP50Ratio ours over roscpp's, medians of the round trips
 * @param rttP99Ratio ours over roscpp's, 99th percentiles
 * @param rounds how many
 * @param rate1kRatio ours over roscpp's highest paced rate of messages of 1 KiB
 * @param rate1mMibS our highest paced rate of messages of 1 MiB, MiB/s
 * @param rate1mPeerMibS roscpp's
 * @param rttP50RospyRatio ours over rospy's
 * @param rttP99RospyRatio ours over rospy's
 * @param rate1k our highest rate of 1 KiB, messages a second
 * @param rate1kPeer roscpp's
 * @param deliveredAtPeerRate the share of messages of 1 KiB that arrives of ours at roscpp's highest rate
 * @param seconds of round trips in a round
 * @param rate of round trips, Hz
 * @param roundTrips every measurement
 * @param trials every stream that was tried
 * @param governor of the cores' clock
 * @param cores of the machine
 * @param java version and options of our processes
 */
public record RosBenchResult(
        @JsonProperty("rtt_p50_ratio") double rttP50Ratio,
        @JsonProperty("rtt_p99_ratio") double rttP99Ratio,
        @JsonProperty("rounds") int rounds,
        @JsonProperty("rate_1k_ratio") double rate1kRatio,
        @JsonProperty("rate_1m_mib_s") double rate1mMibS,
        @JsonProperty("rate_1m_peer_mib_s") double rate1mPeerMibS,
        @JsonProperty("rtt_p50_rospy_ratio") double rttP50RospyRatio,
        @JsonProperty("rtt_p99_rospy_ratio") double rttP99RospyRatio,
        @JsonProperty("rate_1k_msgs_s") double rate1k,
        @JsonProperty("rate_1k_peer_msgs_s") double rate1kPeer,
        @JsonProperty("delivered_at_peer_rate") double deliveredAtPeerRate,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("rate_hz") double rate,
        @JsonProperty("round_trips") List<RoundTrips.Measured> roundTrips,
        @JsonProperty("trials") List<StreamRates.Trial> trials,
        @JsonProperty("governor") String governor,
        @JsonProperty("cores") int cores,
        @JsonProperty("java") String java) {
    public RosBenchResult {
        roundTrips = List.copyOf(roundTrips);
        trials = List.copyOf(trials);
    }
}
