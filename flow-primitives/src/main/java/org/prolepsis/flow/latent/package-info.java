/** Flow matching on latents: text embedder, velocity net, guidance, ODE solvers. */
package org.prolepsis.flow.latent;
