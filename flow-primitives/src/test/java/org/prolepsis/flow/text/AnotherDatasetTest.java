package org.prolepsis.flow.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.metrics.Paraphrase;
import org.prolepsis.flow.metrics.ParaphraseReader;
import org.prolepsis.flow.train.WipingData;

/** Nothing in the reading of commands is made for waving or pouring. */
class AnotherDatasetTest {
    @Test
    void shouldReadUnseenSentencesOfADatasetThatNothingWasMadeFor() throws IOException {
        Dataset wiping = WipingData.wiping();
        CommandReader reader = ReadingReport.reader(wiping);
        assertTrue(reader.isReliable());
        List<Paraphrase> unseen =
                ParaphraseReader.read(Path.of("src/test/resources/paraphrases/wiping-unseen.json"), wiping);
        List<String> misread = new ArrayList<>();
        for (Paraphrase sentence : unseen) {
            Reading reading = reader.read(sentence.text());
            if (!reading.isSound() || !reading.demonstrations().equals(trueOf(wiping, sentence))) {
                misread.add(sentence + " " + reading);
            }
        }
        assertEquals(43, unseen.size());
        assertTrue(misread.size() <= 1, () -> String.join("\n", misread));
    }

    private static BitSet trueOf(Dataset dataset, Paraphrase sentence) {
        BitSet demonstrations = new BitSet();
        for (int i = 0; i < dataset.demonstrations().size(); i++) {
            Demonstration demonstration = dataset.demonstrations().get(i);
            demonstrations.set(
                    i,
                    demonstration
                            .labels()
                            .entrySet()
                            .containsAll(sentence.labels().entrySet()));
        }
        return demonstrations;
    }
}
