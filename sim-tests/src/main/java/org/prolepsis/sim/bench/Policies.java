package org.prolepsis.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.prolepsis.cli.Console;
import org.prolepsis.sim.policy.LearnedPolicy;

/** Where the policy of a benchmark comes from. */
final class Policies {
    private Policies() {}

    /**
     * A policy and what to call it.
     *
     * @param name for reports
     * @param factory makes one for each episode
     */
    record Choice(String name, PolicyFactory factory) {}

    /**
     * The policy that was asked for; the default one, made first if it is absent, without one.
     *
     * @param policy folder, or null
     * @throws IOException if it cannot be read
     */
    static Choice choose(Path policy, Console console) throws IOException {
        LearnedPolicy learned = policy == null ? DefaultPolicy.get(console) : LearnedPolicy.load(policy);
        Path path = policy == null ? DefaultPolicy.path() : policy;
        String name = path.getFileName() + " ("
                + learned.manifest().shape().architecture().key() + ", " + learned.horizon() + " steps)";
        return new Choice(name, seed -> learned.another());
    }
}
