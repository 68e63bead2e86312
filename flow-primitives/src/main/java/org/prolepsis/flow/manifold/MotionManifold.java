package org.prolepsis.flow.manifold;

import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.net.DenseNet;

/**
 * The motion manifold: an autoencoder between the components c of a motion and a latent z of few dimensions,
 * z = c A + g(c), c = z B + f(z), with linear parts A and B that start as the leading components, and small nets g and
 * f. Latents are handed out normalised to zero mean and unit deviation over the demonstrations. Immutable and
 * thread-safe; a {@link Decoder} is per thread.
 *
 * <p>MMFP, arXiv 2407.19681, section IV, on parametric curves as in MMP++, arXiv 2310.17072.
 */
public final class MotionManifold {
    private final PrincipalMotions principal;
    private final DenseNet encoderSkip;
    private final DenseNet encoder;
    private final DenseNet decoderSkip;
    private final DenseNet decoder;
    private final float[] latentMean;
    private final float[] latentDeviation;

    /**
     * Joins the parts.
     *
     * @param principal the linear part outside
     * @param encoderSkip components to latent, one layer
     * @param encoder components to latent
     * @param decoderSkip latent to components, one layer
     * @param decoder latent to components
     * @param latentMean {@code [m]}
     * @param latentDeviation {@code [m]}, positive
     * @throws IllegalArgumentException if the widths do not fit together
     */
    public MotionManifold(
            PrincipalMotions principal,
            DenseNet encoderSkip,
            DenseNet encoder,
            DenseNet decoderSkip,
            DenseNet decoder,
            float[] latentMean,
            float[] latentDeviation) {
        int p = principal.count();
        int m = latentMean.length;
        check("encoder skip", encoderSkip, p, m);
        check("encoder", encoder, p, m);
        check("decoder skip", decoderSkip, m, p);
        check("decoder", decoder, m, p);
        if (latentDeviation.length != m) {
            throw new IllegalArgumentException("got " + latentDeviation.length + " latent deviations, must be " + m);
        }
        this.principal = principal;
        this.encoderSkip = encoderSkip;
        this.encoder = encoder;
        this.decoderSkip = decoderSkip;
        this.decoder = decoder;
        this.latentMean = latentMean.clone();
        this.latentDeviation = latentDeviation.clone();
    }

    private static void check(String name, DenseNet net, int inputs, int outputs) {
        if (net.inputs() != inputs || net.outputs() != outputs) {
            throw new IllegalArgumentException("the " + name + " net maps " + net.inputs() + " to " + net.outputs()
                    + " values, must map " + inputs + " to " + outputs);
        }
    }

    /**
     * The linear part.
     *
     * @return the components
     */
    public PrincipalMotions principal() {
        return principal;
    }

    /**
     * The net g beside the linear part of the encoder.
     *
     * @return the net
     */
    public DenseNet encoder() {
        return encoder;
    }

    /**
     * The linear part A of the encoder.
     *
     * @return one layer
     */
    public DenseNet encoderSkip() {
        return encoderSkip;
    }

    /**
     * The net f beside the linear part of the decoder.
     *
     * @return the net
     */
    public DenseNet decoder() {
        return decoder;
    }

    /**
     * The linear part B of the decoder.
     *
     * @return one layer
     */
    public DenseNet decoderSkip() {
        return decoderSkip;
    }

    /**
     * The dimension of the latents.
     *
     * @return positive
     */
    public int latentDimension() {
        return latentMean.length;
    }

    /**
     * The mean of raw latents over the demonstrations.
     *
     * @return {@code [m]}, a copy
     */
    public float[] latentMean() {
        return latentMean.clone();
    }

    /**
     * The deviation of raw latents over the demonstrations.
     *
     * @return {@code [m]}, a copy
     */
    public float[] latentDeviation() {
        return latentDeviation.clone();
    }

    /**
     * Encodes components.
     *
     * @param components {@code [principal().count()]}
     * @return {@code [m]}, normalised, a fresh array
     */
    public float[] encode(float[] components) {
        float[] z = new float[latentMean.length];
        float[] linear = new float[latentMean.length];
        encoder.forward(components, encoder.workspace(), z);
        encoderSkip.forward(components, encoderSkip.workspace(), linear);
        for (int i = 0; i < z.length; i++) {
            z[i] = (z[i] + linear[i] - latentMean[i]) / latentDeviation[i];
        }
        return z;
    }

    /**
     * A decoder for one thread.
     *
     * @return the decoder
     */
    public Decoder newDecoder() {
        return new Decoder(this);
    }

    /**
     * Encodes a motion and decodes it again.
     *
     * @param curve of the same chart and basis
     * @return the manifold's rendering of it
     */
    public MotionCurve reconstruct(MotionCurve curve) {
        float[] z = encode(principal.project(curve));
        double[] coefficients = new double[principal.mean().length - 1];
        double duration = new Decoder(this).decode(z, coefficients);
        return new MotionCurve(principal.chart(), principal.basis(), coefficients, duration);
    }

    /** Decodes latents; for one thread, allocates nothing after construction. */
    public static final class Decoder {
        private final MotionManifold manifold;
        private final DenseNet.Workspace workspace;
        private final DenseNet.Workspace skipWorkspace;
        private final float[] raw;
        private final float[] components;
        private final float[] linear;

        Decoder(MotionManifold manifold) {
            this.manifold = manifold;
            this.workspace = manifold.decoder.workspace();
            this.skipWorkspace = manifold.decoderSkip.workspace();
            this.raw = new float[manifold.latentDimension()];
            this.components = new float[manifold.principal.count()];
            this.linear = new float[manifold.principal.count()];
        }

        /**
         * Decodes a latent.
         *
         * @param latent {@code [m]}, normalised
         * @param coefficients {@code [coordinates * basis.count()]}, receives the control points
         * @return the duration, s
         */
        public double decode(float[] latent, double[] coefficients) {
            for (int i = 0; i < raw.length; i++) {
                raw[i] = manifold.latentMean[i] + manifold.latentDeviation[i] * latent[i];
            }
            manifold.decoder.forward(raw, workspace, components);
            manifold.decoderSkip.forward(raw, skipWorkspace, linear);
            for (int i = 0; i < components.length; i++) {
                components[i] += linear[i];
            }
            return manifold.principal.expand(components, coefficients);
        }
    }
}
