package org.prolepsis.sim.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.Progress;
import org.prolepsis.nodes.flow.ModelStore;
import org.prolepsis.sim.policy.Architecture;
import org.prolepsis.sim.policy.LearnedPolicy;
import org.prolepsis.sim.policy.train.DemonstrationSet;
import org.prolepsis.sim.policy.train.PolicyEpisode;
import org.prolepsis.sim.policy.train.PolicyTrainer;
import org.prolepsis.sim.policy.train.PolicyTrainingSettings;

/** The policy that is used when none is named: made from demonstrations once, and kept beside the other models. */
final class DefaultPolicy {
    private static final int TENTH = 10;

    private DefaultPolicy() {}

    /** Where it is or will be. */
    static Path path() {
        return ModelStore.home().resolve("models").resolve("color-sort");
    }

    private static boolean there() {
        return Files.exists(path().resolve("manifest.yaml"));
    }

    /**
     * The policy, made first if it is absent. One process makes it, others wait for it.
     *
     * @throws IOException if it cannot be read or written
     */
    static LearnedPolicy get(Console console) throws IOException {
        if (!there()) {
            Path models = path().getParent();
            Files.createDirectories(models);
            Path lockFile = models.resolve(".color-sort.lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !there()) {
                    make(console).save(path());
                }
            }
        }
        return LearnedPolicy.load(path());
    }

    private static LearnedPolicy make(Console console) {
        console.err().println("There is no default policy yet: it is made now, once (a few minutes).");
        int step = DemonstrationSet.EPISODES / TENTH;
        List<PolicyEpisode> episodes = DemonstrationSet.make(DemonstrationSet.EPISODES, (done, of) -> {
            if (done % step == 0) {
                console.err().println("Demonstrations: " + done + " of " + of);
            }
        });
        try (Progress progress = new Progress("Training", console)) {
            return PolicyTrainer.train(
                    DemonstrationSet.NAME,
                    episodes,
                    PolicyTrainingSettings.of(Architecture.MLP, PolicyTrainingSettings.HORIZON),
                    progress);
        }
    }
}
