package dev.holdfast.backup.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Labels;
import java.util.ArrayList;
import java.util.List;

/** A run to be disturbed: how it starts, when it has ended, and what must hold then. */
enum Scenario {
    BACKUP {
        @Override
        void start(Platform platform) {
            platform.apply(Yaml.backupJob("run"));
        }

        @Override
        boolean ended(Platform platform, boolean mayFail) {
            return terminal(platform, "BackupJob");
        }

        @Override
        List<String> wrong(Platform platform, boolean mayFail) {
            List<String> wrong = new ArrayList<>();
            JsonNode job = platform.find("BackupJob", "run").orElseThrow();
            boolean succeeded = phase(job).equals("Succeeded");
            List<JsonNode> backups = platform.all("Backup").stream()
                    .map(JsonNode.class::cast)
                    .filter(b -> b.at("/metadata/labels").path(Labels.OWNER_UID).equals(job.at("/metadata/uid")))
                    .toList();
            expect(wrong, succeeded || mayFail, "the BackupJob ended " + ending(job));
            expect(wrong, !succeeded || backups.size() == 1, "it succeeded with " + backups.size() + " Backups");
            for (JsonNode backup : backups) {
                expect(wrong, phase(backup).equals("Ready"), "the Backup is " + phase(backup));
                JsonNode run = backup.at("/metadata/annotations").path(Annotations.RUN_UID);
                expect(wrong, run.equals(job.at("/metadata/uid")), "the Backup is of run " + run);
                String uri = backup.at("/status/artifact/uri").asText();
                expect(wrong, uri.equals(Yaml.uri("run")), "the Backup names " + uri);
            }
            long jobs = jobs(platform);
            expect(wrong, jobs == 1 || !succeeded && jobs == 0, jobs + " Jobs were made");
            return wrong;
        }
    },

    RESTORE {
        @Override
        void prepare(Platform platform) {
            backups(platform);
        }

        @Override
        void start(Platform platform) {
            platform.apply(Yaml.restoreJob("run", "older"));
        }

        @Override
        boolean ended(Platform platform, boolean mayFail) {
            return terminal(platform, "RestoreJob");
        }

        @Override
        List<String> wrong(Platform platform, boolean mayFail) {
            List<String> wrong = new ArrayList<>();
            JsonNode job = platform.find("RestoreJob", "run").orElseThrow();
            boolean succeeded = phase(job).equals("Succeeded");
            boolean interrupted =
                    Platform.condition(job, "Ready").path("reason").asText().equals("RestoreInterrupted");
            expect(wrong, succeeded || mayFail, "the RestoreJob ended " + ending(job));
            expect(wrong, job.at("/metadata/finalizers").isEmpty(), "the RestoreJob keeps its finalizer");
            int locks = platform.journals().size();
            expect(wrong, locks == (interrupted ? 1 : 0), locks + " journals are left");
            List<JsonNode> pods = platform.history.pods();
            expect(wrong, pods.size() == 1 || !succeeded && pods.isEmpty(), pods.size() + " pods were run");
            for (JsonNode pod : pods) {
                String uri = PodPlayer.env(pod, "URI");
                expect(wrong, uri.equals(Yaml.uri("older")), "a pod restored " + uri);
            }
            expect(wrong, platform.all("Backup").size() == 2, "a Backup is missing");
            return wrong;
        }
    },

    RECLAIM {
        @Override
        void prepare(Platform platform) {
            backups(platform);
        }

        @Override
        void start(Platform platform) {
            platform.delete("Backup", "older");
        }

        @Override
        boolean ended(Platform platform, boolean mayFail) {
            return platform.find("Backup", "older")
                    .map(b -> mayFail
                            && Platform.condition(b, "CleanedUp")
                                    .path("reason")
                                    .asText()
                                    .equals("DataRetained"))
                    .orElse(true);
        }

        @Override
        List<String> wrong(Platform platform, boolean mayFail) {
            List<String> wrong = new ArrayList<>();
            boolean gone = platform.find("Backup", "older").isEmpty();
            expect(wrong, gone || mayFail, "the Backup is still there");
            List<JsonNode> pods = platform.history.pods();
            expect(wrong, !gone || !pods.isEmpty(), "the Backup went, and its data was not cleaned up");
            for (JsonNode pod : pods) {
                String what = PodPlayer.env(pod, "MODE") + " " + PodPlayer.env(pod, "URI");
                expect(wrong, what.equals("cleanup " + Yaml.uri("older")), "a pod did " + what);
            }
            expect(wrong, platform.find("Backup", "newer").isPresent(), "the other Backup went as well");
            int locks = platform.journals().size();
            expect(wrong, locks == 0, locks + " journals are left");
            expect(wrong, platform.all("Job").isEmpty(), "the clean-up Job was left behind");
            return wrong;
        }
    },

    /** A live cluster is taken apart and rebuilt from the older of two artifacts. */
    REBUILD {
        /** Each case builds two clusters, so only what other scenarios do not show as well. */
        @Override
        boolean isDisturbedBy(Disturbance disturbance) {
            return disturbance.isCrash()
                    || disturbance == Disturbance.CONFLICT_409
                    || disturbance == Disturbance.INVALID_422
                    || disturbance == Disturbance.EVENTS_HELD;
        }

        @Override
        void prepare(Platform platform) {
            platform.installVaults();
        }

        @Override
        void start(Platform platform) {
            platform.apply(Yaml.restoreJob("run", "older"));
        }

        @Override
        boolean ended(Platform platform, boolean mayFail) {
            return terminal(platform, "RestoreJob");
        }

        @Override
        List<String> wrong(Platform platform, boolean mayFail) {
            List<String> wrong = new ArrayList<>();
            JsonNode job = platform.find("RestoreJob", "run").orElseThrow();
            boolean succeeded = phase(job).equals("Succeeded");
            boolean interrupted =
                    Platform.condition(job, "Ready").path("reason").asText().equals("RestoreInterrupted");
            expect(wrong, succeeded || mayFail, "the RestoreJob ended " + ending(job));
            expect(wrong, job.at("/metadata/finalizers").isEmpty(), "the RestoreJob keeps its finalizer");
            int locks = platform.journals().size();
            expect(wrong, locks == (interrupted ? 1 : 0), locks + " journals are left");
            wrong.addAll(platform.vaults().wrong(succeeded, interrupted));
            return wrong;
        }
    };

    void prepare(Platform platform) {}

    /** Whether it is disturbed in this way in an ordinary run. */
    boolean isDisturbedBy(Disturbance disturbance) {
        return true;
    }

    abstract void start(Platform platform);

    abstract boolean ended(Platform platform, boolean mayFail);

    /** What is wrong now that it has ended; what takes a moment to settle counts only if it stays. */
    abstract List<String> wrong(Platform platform, boolean mayFail);

    private static void backups(Platform platform) {
        platform.apply(Yaml.backup("older", "2026-04-01T00:00:00Z"));
        platform.apply(Yaml.backup("newer", "2026-04-02T00:00:00Z"));
    }

    private static boolean terminal(Platform platform, String kind) {
        return platform.find(kind, "run")
                .map(Scenario::phase)
                .filter(p -> p.equals("Succeeded") || p.equals("Failed"))
                .isPresent();
    }

    private static long jobs(Platform platform) {
        return platform.history.created().keySet().stream()
                .filter(k -> k.startsWith("Job "))
                .count();
    }

    private static String phase(JsonNode object) {
        return object.at("/status/phase").asText();
    }

    private static String ending(JsonNode job) {
        return phase(job) + ": " + Platform.condition(job, "Ready");
    }

    static void expect(List<String> wrong, boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}
