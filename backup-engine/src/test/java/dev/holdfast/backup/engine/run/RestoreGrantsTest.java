package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestoreGrantsTest {

    private static final ApplicationRef POSTGRES =
            new ApplicationRef("apps.cozystack.io", "Postgres", "theirs", "db", Optional.empty());
    private static final ApplicationRef CLUSTER =
            new ApplicationRef("example.org", "Cluster", "theirs", "db", Optional.empty());

    private static boolean allow(ApplicationRef target, String... grants) {
        return RestoreGrants.allow(
                Arrays.stream(grants).<JsonNode>map(Samples::json).toList(), "ours", target);
    }

    @Test
    void aGrantNamesTheNamespaceAndTheKind() {
        assertThat(allow(POSTGRES, "{'from':[{'namespace':'ours','kinds':['Redis','Postgres']}]}"))
                .isTrue();
        assertThat(allow(CLUSTER, "{'from':[{'namespace':'ours','kinds':['Cluster.example.org']}]}"))
                .isTrue();
    }

    @Test
    void anyOfSeveralGrantsAndSourcesWillDo() {
        assertThat(allow(
                        POSTGRES,
                        "{'from':[]}",
                        "{'from':[{'namespace':'x','kinds':['Postgres']},{'namespace':'ours','kinds':['Postgres']}]}"))
                .isTrue();
    }

    @Test
    void nothingElseIsGranted() {
        assertThat(allow(POSTGRES)).isFalse();
        assertThat(allow(POSTGRES, "{}", "{'from':'ours'}", "{'from':[{'namespace':'ours'}]}"))
                .isFalse();
        assertThat(allow(POSTGRES, "{'from':[{'namespace':'theirs','kinds':['Postgres']}]}"))
                .isFalse();
        assertThat(allow(POSTGRES, "{'from':[{'namespace':'ours','kinds':['postgres','*','Postgres.example.org']}]}"))
                .isFalse();
        assertThat(allow(CLUSTER, "{'from':[{'namespace':'ours','kinds':['Cluster']}]}"))
                .isFalse();
        assertThat(allow(
                        POSTGRES,
                        "{'from':[{'namespace':'ours','kinds':['Redis']},{'namespace':'x','kinds':['Postgres']}]}"))
                .isFalse();
    }
}
