package org.prolepsis.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.cli.CommandException;
import org.prolepsis.cli.Common;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.ExitCode;
import org.prolepsis.cli.Progress;
import org.prolepsis.sim.episode.CellEpisode;
import org.prolepsis.sim.episode.CellEpisodes;
import org.prolepsis.sim.policy.Architecture;
import org.prolepsis.sim.policy.LearnedPolicy;
import org.prolepsis.sim.policy.PolicyManifest;
import org.prolepsis.sim.policy.train.PolicyEpisode;
import org.prolepsis.sim.policy.train.PolicyTrainer;
import org.prolepsis.sim.policy.train.PolicyTrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a chunk policy on recorded episodes. */
@Command(name = "color-sort-policy", description = "Train a chunk policy on recorded episodes of the cell.")
final class ColorSortPolicyCommand implements Callable<Integer> {
    private static final int DEFAULT = 0;

    @Mixin
    private Common common = new Common();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder of episodes (episodes.yaml, episodes/).")
    private Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "POLICY",
            description = "Policy bundle to write: a directory, or a file that ends in .zip.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and draws; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--architecture",
            paramLabel = "KIND",
            description = "mlp or transformer; default ${DEFAULT-VALUE}.")
    private String architecture = Architecture.MLP.key();

    @Option(
            names = "--horizon",
            paramLabel = "K",
            description = "Steps of a chunk, 50 to 90; default ${DEFAULT-VALUE}.")
    private int horizon = PolicyTrainingSettings.HORIZON;

    @Option(names = "--steps", paramLabel = "N", description = "Of the optimiser; default by architecture.")
    private int steps = DEFAULT;

    private final Console console;

    ColorSortPolicyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PolicyTrainingSettings settings = settings();
        List<PolicyEpisode> episodes = read();
        LearnedPolicy policy;
        try (Progress progress =
                new Progress("Training " + settings.shape().architecture().key(), console)) {
            policy = PolicyTrainer.train(CellEpisodes.FORMAT.name(), episodes, settings, progress);
        }
        policy.save(out);
        print(policy);
        return ExitCode.DONE;
    }

    private PolicyTrainingSettings settings() {
        Architecture kind = List.of(Architecture.values()).stream()
                .filter(value -> value.key().equals(architecture))
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "--architecture is \"" + architecture + "\"; it must be mlp or transformer"));
        if (horizon < 50 || horizon > 90) {
            throw CommandException.usage("--horizon is " + horizon + "; it must be 50 to 90");
        }
        try {
            PolicyTrainingSettings settings =
                    PolicyTrainingSettings.of(kind, horizon).withSeed(seed);
            return steps == DEFAULT ? settings : settings.withSteps(steps);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    /** The episodes that succeeded: a failure is nothing to imitate. */
    private List<PolicyEpisode> read() throws IOException {
        List<CellEpisode> all = CellEpisodes.read(data);
        List<PolicyEpisode> episodes = all.stream()
                .filter(episode -> episode.info().success())
                .map(ColorSortPolicyCommand::convert)
                .toList();
        if (episodes.size() < 2) {
            throw new CommandException(data + " has " + all.size() + " episodes, " + episodes.size()
                    + " of them successful; at least 2 successful ones are needed");
        }
        return episodes;
    }

    private static PolicyEpisode convert(CellEpisode recorded) {
        PolicyEpisode episode = new PolicyEpisode();
        for (int i = 0; i < recorded.size(); i++) {
            episode.add(recorded.observations().get(i), recorded.actions()[i]);
        }
        return episode;
    }

    private void print(LearnedPolicy policy) {
        PolicyManifest manifest = policy.manifest();
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("policy", out.toString());
            json.put("architecture", manifest.shape().architecture().key());
            json.put("horizon", manifest.shape().horizon());
            json.put("parameters", policy.net().parameterCount());
            json.put("episodes", manifest.dataset().episodes());
            json.put("held_out", manifest.dataset().heldOut());
            json.put("steps", manifest.training().steps());
            json.put("seconds", manifest.training().seconds());
            json.put("final_loss", manifest.metrics().trainingLoss());
            json.put("joint_l1_rad", manifest.metrics().joint());
            json.put("finger_l1_m", manifest.metrics().finger());
            Common.print(console, json);
            return;
        }
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %s with %d parameters, trained in %.1f s on %d episodes; on %d held out the targets are off by"
                                + " %.4f rad and %.4f m on average",
                        out,
                        manifest.shape().architecture().key(),
                        policy.net().parameterCount(),
                        manifest.training().seconds(),
                        manifest.dataset().episodes(),
                        manifest.dataset().heldOut(),
                        manifest.metrics().joint(),
                        manifest.metrics().finger()));
    }
}
