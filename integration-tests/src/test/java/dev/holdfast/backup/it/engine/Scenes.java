package dev.holdfast.backup.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** How a world gets to where a test of restores, reclaims or verifications begins. */
final class Scenes {

    static final String ENGINE_NS = "holdfast-system";

    private Scenes() {}

    /** A strategy whose pod is told what it restores from. */
    static String strategy(String annotations) {
        return Manifests.strategy(annotations)
                + "                         - {name: FROM, value: '{{ if .Backup }}{{ .Backup.Name }} of"
                        .replaceFirst("^ +", "            ")
                + " {{ .Backup.ApplicationRef.Name }} at {{ .Artifact.URI }}{{ end }}'}\n";
    }

    /** Application, strategy, class, and Ready Backup {@code b1} of the application. */
    static void backedUp(World world, String annotations) {
        world.apply(Manifests.application("db"));
        world.apply(strategy(annotations));
        world.apply(Manifests.backupClass());
        backUp(world, "b1", "s3://b/tenant-a/db/1.tar");
    }

    static void backUp(World world, String name, String uri) {
        world.apply(Manifests.backupJob(name));
        world.podSucceeds(name + "-backup", Manifests.RESULT.replace("s3://b/tenant-a/db/1.tar", uri));
        world.awaitPhase("BackupJob", name, "Succeeded");
    }

    static void restore(World world, String name) {
        restore(world, name, "b1", "");
    }

    static void restore(World world, String name, String backup, String more) {
        world.apply(Manifests.restoreJob(name, backup, more.isEmpty() ? "" : "  " + more));
    }

    /** A restore whose pod was seen to run. */
    static void restoring(World world, String name) {
        restore(world, name);
        world.podRuns(name + "-restore");
        touched(world, name);
    }

    /** Until the engine has written down that data may have been overwritten. */
    static void touched(World world, String name) {
        world.await(
                "RestoreJob",
                name,
                o -> World.condition(o, "Ready").path("message").asText().contains("under way"));
        until("journal of " + name + " says that it may have overwritten", () -> world.api.requests().stream()
                .anyMatch(
                        r -> r.info().verb().equals("patch") && r.info().path().contains("/secrets/holdfast-lock-")));
    }

    /** A restore that was interrupted past its point of no return. */
    static void interrupted(World world, String name) {
        restore(world, name);
        world.podRuns(name + "-restore");
        for (int i = 0; i < 3; i++) {
            int pods = i + 1;
            until(
                    "pod " + pods,
                    () -> world.pods(name + "-restore").size() >= pods
                            || world.get("RestoreJob", name)
                                    .at("/status/phase")
                                    .asText()
                                    .equals("Failed"));
            if (!world.get("RestoreJob", name).at("/status/phase").asText().equals("Failed")) {
                world.podFails(name + "-restore", 3, "disk full");
            }
        }
        world.awaitReason("RestoreJob", name, "RestoreInterrupted");
    }

    static List<JsonNode> journals(World world) {
        return world.api.objects("v1", "Secret").stream()
                .map(JsonNode.class::cast)
                .filter(s -> s.at("/metadata/labels/backups.cozystack.io~1journal")
                        .asText()
                        .equals("true"))
                .toList();
    }

    static String journalState(World world) {
        List<JsonNode> all = journals(world);
        return all.isEmpty()
                ? ""
                : new String(
                        java.util.Base64.getDecoder()
                                .decode(all.get(0).at("/data/state").asText()),
                        java.nio.charset.StandardCharsets.UTF_8);
    }

    static void awaitNoJournal(World world) {
        until("no journal", () -> journals(world).isEmpty());
    }

    static void awaitGone(World world, String kind, String name) {
        until(kind + " " + name + " is gone", () -> world.find(kind, name).isEmpty());
    }

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(condition);
    }

    static void stripFinalizers(World world, String kind, String name) {
        world.patch(kind, name, "{\"metadata\":{\"finalizers\":null}}");
    }

    static void patchStrategy(World world, String mergePatch) {
        world.client
                .genericKubernetesResources("strategy.backups.cozystack.io/v1alpha1", "Job")
                .withName("tool")
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    static void deleteStrategy(World world) {
        world.client
                .genericKubernetesResources("strategy.backups.cozystack.io/v1alpha1", "Job")
                .withName("tool")
                .delete();
    }

    static void deleteClass(World world) {
        world.client
                .genericKubernetesResources("backups.cozystack.io/v1alpha1", "BackupClass")
                .withName("daily")
                .delete();
    }

    static void patchClass(World world, String mergePatch) {
        world.client
                .genericKubernetesResources("backups.cozystack.io/v1alpha1", "BackupClass")
                .withName("daily")
                .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
    }

    /** Deletes a Backup whose data is to go with it. */
    static void deleteWithData(World world, String backup) {
        world.patch("Backup", backup, "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
        world.delete("Backup", backup);
    }

    /** Names of the Jobs of a mode. */
    static List<String> jobs(World world, String mode) {
        return world.api.objects("batch/v1", "Job").stream()
                .filter(j -> j.at("/metadata/labels/job.strategy.backups.cozystack.io~1mode")
                        .asText()
                        .equals(mode))
                .map(j -> j.at("/metadata/name").asText())
                .toList();
    }

    /** Waits for a Job of a mode. */
    static String awaitJob(World world, String mode) {
        until("Job of mode " + mode, () -> !jobs(world, mode).isEmpty());
        return jobs(world, mode).get(0);
    }

    static String reason(JsonNode object) {
        return World.condition(object, "Ready").path("reason").asText();
    }

    static String message(JsonNode object) {
        return World.condition(object, "Ready").path("message").asText();
    }
}
