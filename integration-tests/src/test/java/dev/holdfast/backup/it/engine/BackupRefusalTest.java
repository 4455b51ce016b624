package dev.holdfast.backup.it.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What can never become a backup fails at once, and says what to change where. */
class BackupRefusalTest {

    private static String refused(String strategy, String reason) {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(strategy);
            world.apply(Manifests.backupClass());
            world.apply(Manifests.backupJob("b1"));
            String message = Backups.failure(world, "b1", reason);
            assertThat(world.find("Job", "b1-backup")).isEmpty();
            return message;
        }
    }

    @Test
    void namesEveryTemplateThatCannotBeRenderedWithPointerAndLine() {
        String strategy = Backups.strategy(
                "",
                "name: TYPO, value: '{{ .Parameters.strem }}'",
                "name: OPEN, value: '{{ .Mode '",
                "name: SCRIPT, value: \"set -e\\necho {{ .Nobody }}\"");
        assertThat(refused(strategy, "TemplateError"))
                .contains(
                        "strategy tool",
                        "spec/template/spec/containers/0/env/4/value, line 1",
                        "spec/template/spec/containers/0/env/5/value, line 1",
                        "spec/template/spec/containers/0/env/6/value, line 2");
    }

    @Test
    void namesAMalformedAndAnUnknownSetting() {
        String strategy = Manifests.strategy(
                "job.backups.cozystack.io/backoff-limit: 'many', job.backups.cozystack.io/bakoff: '1'");
        assertThat(refused(strategy, "InvalidStrategy")).contains("backoff-limit", "many", "bakoff");
    }

    @Test
    void namesAMalformedParameterOfTheClass() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Backups.classFor(
                    "strategy.backups.cozystack.io", "Job", "job.backups.cozystack.io/startup-deadline-seconds: soon"));
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "InvalidStrategy")).contains("startup-deadline-seconds", "soon");
        }
    }

    @Test
    void doesNotRunAPodThatDoesNotDeclareBackups() {
        String strategy = Manifests.strategy("job.backups.cozystack.io/modes: restore");
        assertThat(refused(strategy, "Unsupported")).contains("'backup'", "job.backups.cozystack.io/modes");
    }

    @Test
    void refusesAStrategyWithoutContainers() {
        String strategy =
                """
                apiVersion: strategy.backups.cozystack.io/v1alpha1
                kind: Job
                metadata: {name: tool}
                spec: {template: {spec: {restartPolicy: Always, containers: []}}}
                """;
        assertThat(refused(strategy, "InvalidStrategy"))
                .contains("/spec/template/spec/containers", "restartPolicy", "'Always'");
    }

    @Test
    void refusesAStrategyKindThatNoDriverOfItsGroupKnows() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Backups.classFor("strategy.backups.cozystack.io", "Floppy", ""));
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "UnsupportedStrategyKind")).contains("Floppy", "not supported");
        }
    }

    @Test
    void refusesAnApplicationKindThatTheClassDoesNotRoute() {
        try (World world = World.start()) {
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupClass().replace("kind: Database", "kind: Queue"));
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "NoMatchingStrategy")).contains("\"daily\"", "\"Database\"");
        }
    }

    @Test
    void namesEveryMalformedDeadlineAnnotation() {
        try (World world = Backups.platform()) {
            world.apply(Backups.annotatedJob(
                    "b1", "backups.cozystack.io/run-seconds: 1h, backups.cozystack.io/wait-seconds: '0'"));
            assertThat(Backups.failure(world, "b1", "InvalidSpec"))
                    .contains(
                            "backups.cozystack.io~1run-seconds",
                            "'1h'",
                            "backups.cozystack.io~1wait-seconds",
                            "'0'",
                            "number of seconds");
            startedNothing(world);
        }
    }

    @Test
    void namesADeadlineOfTheClassThatIsOutOfBounds() {
        try (World world = World.start()) {
            world.apply(Manifests.application("db"));
            world.apply(Manifests.strategy(""));
            world.apply(Manifests.backupClass() + "  deadlines: {runSeconds: 31622401}\n");
            world.apply(Manifests.backupJob("b1"));
            assertThat(Backups.failure(world, "b1", "InvalidSpec"))
                    .contains("backup class, /spec/deadlines/runSeconds", "'31622401'", "to 31622400");
            startedNothing(world);
        }
    }

    private static void startedNothing(World world) {
        assertThat(world.get("BackupJob", "b1").at("/status/startedAt").isMissingNode())
                .isTrue();
        assertThat(world.find("Job", "b1-backup")).isEmpty();
    }

    @Test
    void ourCrdsRefuseMalformedDeadlinesAtOnce() {
        try (World world = Backups.platform()) {
            String job = Manifests.backupJob("b1") + "  deadlines: {runSeconds: 0}\n";
            assertThatThrownBy(() -> world.apply(job)).hasMessageContaining("runSeconds");
        }
    }
}
