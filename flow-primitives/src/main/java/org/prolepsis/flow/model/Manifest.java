package org.prolepsis.flow.model;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.OdeSolver;

/**
 * What a model is, apart from its weights. Immutable.
 *
 * @param space joint angles or poses
 * @param frame the moving frame of SE(3) motions, empty for joints
 * @param jointNames the joints in order, empty for SE(3)
 * @param demonstrationHz mean sampling rate of the demonstrations, Hz
 * @param curve how motions are drawn
 * @param manifold sizes and normalisation of the manifold
 * @param flow sizes of the flow's nets and how it is integrated
 * @param text what turns a sentence into features
 * @param groundingThreshold least cosine similarity that grounds a command, in (0, 1)
 * @param training settings and cost of the training run
 * @param dataset what it was trained on
 * @param metrics what training itself measured
 * @param texts the distinct training sentences, the core text first
 * @param language which demonstrations the sentences are true of, and the dataset's own synonyms
 */
public record Manifest(
        MotionSpace space,
        String frame,
        List<String> jointNames,
        double demonstrationHz,
        Curve curve,
        Manifold manifold,
        Flow flow,
        Text text,
        double groundingThreshold,
        Training training,
        DatasetInfo dataset,
        Metrics metrics,
        List<String> texts,
        Language language) {

    /** Copies the lists. */
    public Manifest {
        jointNames = List.copyOf(jointNames);
        texts = List.copyOf(texts);
    }

    /**
     * What the sentences mean.
     *
     * @param demonstrations for each sentence the set of demonstrations it is true of, a bit each, demonstration 0 the
     *     lowest, in hexadecimal
     * @param synonyms the dataset's own: phrase to the phrases that mean the same
     */
    public record Language(List<String> demonstrations, Map<String, List<String>> synonyms) {
        /** Copies the lists. */
        public Language {
            demonstrations = List.copyOf(demonstrations);
            Map<String, List<String>> copy = new LinkedHashMap<>();
            synonyms.forEach((phrase, others) -> copy.put(phrase, List.copyOf(others)));
            synonyms = Collections.unmodifiableMap(copy);
        }

        /**
         * Describes sets of demonstrations.
         *
         * @param sets for each sentence the demonstrations it is true of
         * @param synonyms the dataset's own
         * @return the description
         */
        public static Language of(List<BitSet> sets, Map<String, List<String>> synonyms) {
            List<String> demonstrations = sets.stream()
                    .map(set -> new BigInteger(1, reversed(set.toByteArray())).toString(16))
                    .toList();
            return new Language(demonstrations, synonyms);
        }

        /**
         * The sets of demonstrations.
         *
         * @return one a sentence, fresh
         */
        public List<BitSet> sets() {
            return demonstrations.stream()
                    .map(text -> BitSet.valueOf(reversed(new BigInteger(text, 16).toByteArray())))
                    .toList();
        }

        private static byte[] reversed(byte[] bytes) {
            byte[] reversed = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                reversed[i] = bytes[bytes.length - 1 - i];
            }
            return reversed;
        }
    }

    /**
     * The number of coordinates of a curve.
     *
     * @return the joints, or 6
     */
    public int coordinates() {
        return space == MotionSpace.SE3 ? 6 : jointNames.size();
    }

    /**
     * How motions are drawn.
     *
     * @param controlPoints of the quintic spline
     * @param restAtEnds whether every motion starts and ends at rest
     * @param closed whether every motion ends where it starts
     * @param referenceOrientation for SE(3) x, y, z, w of the orientation that rotation vectors start from, or of each
     *     control orientation of one that moves, one after the other; else empty
     */
    public record Curve(int controlPoints, boolean restAtEnds, boolean closed, List<Double> referenceOrientation) {
        /** Copies the list. */
        public Curve {
            referenceOrientation = List.copyOf(referenceOrientation);
        }
    }

    /**
     * The manifold.
     *
     * @param components principal components kept
     * @param latentDimension of the latents
     * @param latentDimensionBy what chose it: {@link #BY_VARIANCE} or {@link #BY_SETTING}
     * @param componentScale what one unit of a component stands for in the trajectory metric
     * @param durationWeight weight of a squared difference of log-durations in that metric
     * @param encoderHidden widths of the encoder's hidden layers
     * @param decoderHidden widths of the decoder's hidden layers
     */
    public record Manifold(
            int components,
            int latentDimension,
            String latentDimensionBy,
            double componentScale,
            double durationWeight,
            List<Integer> encoderHidden,
            List<Integer> decoderHidden) {
        /** The fewest leading components that hold 99 % of the variance, between 2 and 8. */
        public static final String BY_VARIANCE = "variance_0.99";
        /** The user's setting. */
        public static final String BY_SETTING = "setting";

        /** Copies the lists. */
        public Manifold {
            encoderHidden = List.copyOf(encoderHidden);
            decoderHidden = List.copyOf(decoderHidden);
        }
    }

    /**
     * The flow.
     *
     * @param embedding numbers that the velocity net sees of a text
     * @param embedderHidden widths of the text embedder's hidden layers
     * @param velocityHidden widths of the velocity net's hidden layers
     * @param solver the ODE solver of sampling
     * @param solverSteps its steps
     * @param guidance gamma of v0 + gamma (v - v0)
     */
    public record Flow(
            int embedding,
            List<Integer> embedderHidden,
            List<Integer> velocityHidden,
            OdeSolver solver,
            int solverSteps,
            double guidance) {
        /** Copies the lists. */
        public Flow {
            embedderHidden = List.copyOf(embedderHidden);
            velocityHidden = List.copyOf(velocityHidden);
        }
    }

    /**
     * The text side.
     *
     * @param encoder id of the sentence encoder
     * @param encoderDimension length of its vectors
     * @param features id of the features built on it
     * @param featuresDimension their length
     */
    public record Text(String encoder, int encoderDimension, String features, int featuresDimension) {}

    /**
     * The training run.
     *
     * @param seed of every draw
     * @param manifoldSteps optimiser steps of the autoencoder at most
     * @param flowSteps optimiser steps of the flow at most
     * @param smoothness weight of the jerk of mixtures
     * @param isometry weight of the distortion of the decoder
     * @param embeddingNoise relative deviation of the noise on text features
     * @param consistency weight of paraphrase consistency
     * @param patience steps without gain before an early stop, 0 for none
     * @param distilledSteps Euler steps the flow was distilled to, 0 if it was not
     * @param manifoldHeldOut the held-out loss of the autoencoder of each restart; the least was kept
     * @param flowHeldOut the held-out loss of the flow of each restart; the least was kept
     * @param seconds wall time, s
     */
    public record Training(
            long seed,
            int manifoldSteps,
            int flowSteps,
            double smoothness,
            double isometry,
            double embeddingNoise,
            double consistency,
            int patience,
            int distilledSteps,
            List<Double> manifoldHeldOut,
            List<Double> flowHeldOut,
            double seconds) {
        /** Copies the lists. */
        public Training {
            manifoldHeldOut = List.copyOf(manifoldHeldOut);
            flowHeldOut = List.copyOf(flowHeldOut);
        }
    }

    /**
     * The data.
     *
     * @param name of the dataset
     * @param sha256 of its content, empty if it was never on disk
     * @param demonstrations how many
     */
    public record DatasetInfo(String name, String sha256, int demonstrations) {}

    /**
     * What training measured.
     *
     * @param splinePositionRmse residual of the splines, m or rad for joints
     * @param splineRotationRmse residual of the splines in rotation, rad
     * @param manifoldLoss last mean loss of the autoencoder
     * @param flowLoss last mean loss of the flow
     */
    public record Metrics(double splinePositionRmse, double splineRotationRmse, double manifoldLoss, double flowLoss) {}
}
