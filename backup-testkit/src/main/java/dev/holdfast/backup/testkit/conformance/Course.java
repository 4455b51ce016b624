package dev.holdfast.backup.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.spi.ApplicationRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one operation goes: how it begins, when it has ended, and what must hold then. */
abstract class Course {

    static final String OLDER = "older";
    static final String NEWER = "newer";
    static final String LIVE = "live";

    private static final Duration BACKED_UP_WITHIN = Duration.ofSeconds(40);

    final Scene scene;

    Course(Scene scene) {
        this.scene = scene;
    }

    static Course of(Operation operation, Scene scene) {
        return switch (operation) {
            case BACKUP -> new BackupCourse(scene);
            case RESTORE -> new RestoreCourse(scene, false);
            case COPY -> new RestoreCourse(scene, true);
            case RECLAIM -> new ReclaimCourse(scene);
            case VERIFY -> new LookCourse(scene, true);
            case INSPECT -> new LookCourse(scene, false);
        };
    }

    /** Makes what has to be there, with an engine that is at work. */
    void prepare() {
        scene.serving(false);
        backups();
    }

    abstract void start(Order order);

    abstract boolean hasEnded();

    abstract boolean hasSucceeded();

    /** Somebody asks for its end; nothing happens where that cannot be asked for. */
    void cancel() {}

    /** Whether it ended half-way, which keeps a lock and leaves the target as it is. */
    boolean isInterrupted() {
        return false;
    }

    /** Why it stands as it does, for people. */
    abstract String ending();

    /** Others must be as they were, at any time. */
    void others(Verdict verdict) {
        Optional<String> held = scene.operator.read(scene.cast.bystander());
        verdict.expect(
                Rule.OTHERS,
                held.equals(Optional.of("theirs")),
                scene.cast.bystander() + " holds " + words(held) + " and not 'theirs'");
    }

    /** Which rules are broken by what it has left behind. */
    abstract void judge(Verdict verdict);

    /** Two Backups of different data, neither of which is what the application holds in the end. */
    final void backups() {
        ApplicationRef application = scene.cast.application();
        scene.fill(application, OLDER);
        scene.remembersOlder(backedUp(OLDER));
        scene.fill(application, NEWER);
        backedUp(NEWER);
        scene.fill(application, LIVE);
    }

    private JsonNode backedUp(String name) {
        scene.create(Order.with(scene.subject.options()).named(name).backupJob(scene.cast.application()));
        List<JsonNode> made = new ArrayList<>();
        boolean there = Waits.within(BACKED_UP_WITHIN, () -> {
            made.clear();
            made.addAll(backupsOf(name));
            return !made.isEmpty() && isEnded("BackupJob", name);
        });
        if (!there || !phase("BackupJob", name).equals("Succeeded")) {
            throw new AssertionError("a backup to begin with cannot be made: " + ending("BackupJob", name));
        }
        return made.get(0);
    }

    /** The Backups that a BackupJob has made. */
    final List<JsonNode> backupsOf(String job) {
        String uid = scene.find("BackupJob", job).map(Trees::uid).orElse("");
        return scene.all("Backup").stream()
                .filter(b -> !uid.isEmpty() && Trees.label(b, Labels.OWNER_UID).equals(uid))
                .toList();
    }

    final boolean isEnded(String kind, String name) {
        return phase(kind, name).matches("Succeeded|Failed");
    }

    final String phase(String kind, String name) {
        return scene.find(kind, name).map(Trees::phase).orElse("");
    }

    final String ending(String kind, String name) {
        Optional<JsonNode> job = scene.find(kind, name);
        return job.map(j -> kind + " " + name + " is " + Trees.phase(j) + ": " + Trees.condition(j, "Ready"))
                .orElse(kind + " " + name + " is gone");
    }

    /** What an application holds must be this. */
    final void holds(Verdict verdict, Rule rule, ApplicationRef application, String value) {
        Optional<String> held = scene.operator.read(application);
        verdict.expect(
                rule,
                held.equals(Optional.of(value)),
                application + " holds " + words(held) + " and not '" + value + "'");
    }

    /** Artifacts of both Backups must be as they were. */
    final void artifactsAreThere(Verdict verdict) {
        verdict.expect(
                Rule.I9, scene.find("Backup", Trees.name(scene.older())).isPresent(), "the older Backup is gone");
        keeps(verdict, scene.older(), OLDER);
        newerIsThere(verdict);
    }

    final void newerIsThere(Verdict verdict) {
        List<JsonNode> newer = backupsOf(NEWER);
        verdict.expect(Rule.I9, newer.size() == 1, "there are " + newer.size() + " Backups of the newer data");
        newer.forEach(b -> keeps(verdict, b, NEWER));
    }

    private void keeps(Verdict verdict, JsonNode backup, String value) {
        if (!verdict.sparesArtifact()) {
            return;
        }
        Optional<String> held = scene.operator.artifact(backup);
        verdict.expect(
                Rule.I9,
                held.equals(Optional.of(value)),
                "the artifact of Backup " + Trees.name(backup) + " holds " + words(held) + " and not '" + value + "'");
    }

    static String words(Optional<String> value) {
        return value.map(v -> "'" + v + "'").orElse("nothing that can be read");
    }
}
