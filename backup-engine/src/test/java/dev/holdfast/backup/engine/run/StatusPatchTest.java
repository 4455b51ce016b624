package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusPatchTest {

    private static final String READY = "{'type':'Ready','status':'False','reason':'Queued','message':'m',"
            + "'lastTransitionTime':'2026-03-01T11:00:00Z','observedGeneration':3}";
    private static final JobView JOB = Samples.backupJob("{'status':{'phase':'Pending','conditions':[" + READY
            + ",{'type':'Other','status':'True','reason':'Kept','message':''}]}}");

    private final StatusPatch patch = new StatusPatch(JOB, Samples.NOON.plusMillis(5));

    @Test
    void whatStandsThereAlreadyIsNotWritten() {
        patch.set("phase", "Pending")
                .setOnce("phase", "Running")
                .clear("completedAt")
                .withoutCondition("Missing")
                .condition("Ready", "False", "Queued", "m");

        assertThat(patch.isEmpty()).isTrue();
        assertThat(patch.build()).isEqualTo(Samples.json("{'status':{}}"));
    }

    @Test
    void aConditionIsReplacedAndTheOthersAreKept() {
        JsonNode conditions =
                patch.condition("Ready", "True", "Done", "x").build().at("/status/conditions");

        assertThat(conditions.findValuesAsText("type")).containsExactly("Ready", "Other");
        assertThat(conditions.findValuesAsText("reason")).containsExactly("Done", "Kept");
    }

    @Test
    void settingATypeTwiceLeavesOneEntry() {
        JsonNode conditions = patch.condition("New", "True", "A", "")
                .condition("New", "False", "B", "")
                .build()
                .at("/status/conditions");

        assertThat(conditions.findValuesAsText("type")).containsExactly("Ready", "Other", "New");
        assertThat(conditions.at("/2/reason").asText()).isEqualTo("B");
    }

    @Test
    void theTransitionTimeStaysWhileTheStatusStays() {
        JsonNode same = patch.condition("Ready", "False", "Waiting", "n").build();

        assertThat(same.at("/status/conditions/0/lastTransitionTime").asText()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(same.at("/status/conditions/0/reason").asText()).isEqualTo("Waiting");
    }

    @Test
    void theTransitionTimeMovesWithTheStatusInWholeSeconds() {
        JsonNode other = patch.condition("Ready", "True", "Done", "").build();

        assertThat(other.at("/status/conditions/0/lastTransitionTime").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void aNewGenerationIsObservedEvenIfNothingElseChanges() {
        JobView older = Samples.backupJob("{'status':{'conditions':["
                + READY.replace("'observedGeneration':3", "'observedGeneration':2") + "]}}");

        StatusPatch again = new StatusPatch(older, Samples.NOON.plus(Duration.ofHours(1)))
                .condition("Ready", "False", "Queued", "m");

        assertThat(again.isEmpty()).isFalse();
        assertThat(again.build().at("/status/conditions/0/observedGeneration").asLong())
                .isEqualTo(3);
    }

    @Test
    void removingAConditionKeepsTheOthers() {
        JsonNode conditions = patch.withoutCondition("Ready").build().at("/status/conditions");

        assertThat(conditions.findValuesAsText("type")).containsExactly("Other");
    }

    @Test
    void clearedFieldsAreNulls() {
        assertThat(patch.clear("phase").build()).isEqualTo(Samples.json("{'status':{'phase':null}}"));
    }

    @Test
    void aFieldThatIsNotThereIsSetOnce() {
        assertThat(patch.setOnce("startedAt", "a")
                        .set("run", JsonNodeFactory.instance.objectNode())
                        .build())
                .isEqualTo(Samples.json("{'status':{'startedAt':'a','run':{}}}"));
    }

    @Test
    void aMessageBeyondTheServersLimitIsCut() {
        JsonNode written =
                patch.condition("Ready", "True", "Done", "x".repeat(40_000)).build();

        assertThat(written.at("/status/conditions/0/message").asText()).hasSize(32_000);
    }
}
