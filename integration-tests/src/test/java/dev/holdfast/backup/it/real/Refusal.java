package dev.holdfast.backup.it.real;

import java.util.Optional;

/** What our definitions refuse and the upstream ones accept, each once. */
enum Refusal {
    CLASS_WITHOUT_SPEC("BackupClass", ""),
    PLAN_WITHOUT_SPEC("Plan", ""),
    BACKUP_JOB_WITHOUT_SPEC("BackupJob", ""),
    BACKUP_WITHOUT_SPEC("Backup", ""),
    RESTORE_JOB_WITHOUT_SPEC("RestoreJob", ""),
    EMPTY_APPLICATION_KIND("BackupJob", "spec: {applicationRef: {kind: '', name: db}, backupClassName: daily}"),
    EMPTY_APPLICATION_NAME("BackupJob", "spec: {applicationRef: {kind: Database, name: ''}, backupClassName: daily}"),
    EMPTY_TARGET_NAME("RestoreJob", "spec: {backupRef: {name: b}, targetApplicationRef: {kind: Database, name: ''}}"),
    EMPTY_STRATEGY_NAME(
            "Backup",
            """
            spec:
              applicationRef: {kind: Database, name: db}
              strategyRef: {kind: Job, name: ''}
              takenAt: "2026-05-01T12:00:00Z"
            """),
    EMPTY_KIND_IN_A_ROUTE(
            "BackupClass", "spec: {strategies: [{application: {kind: ''}, strategyRef: {kind: Job, name: tool}}]}"),
    PLAN_WITHOUT_CLASS(
            "Plan",
            "spec: {applicationRef: {kind: Database, name: db}, backupClassName: '', schedule: {cron: '0 2 * * *'}}"),
    SCHEDULE_OF_UNKNOWN_TYPE(
            "Plan",
            """
            spec:
              applicationRef: {kind: Database, name: db}
              backupClassName: daily
              schedule: {type: interval, cron: '0 2 * * *'}
            """),
    UNKNOWN_PHASE_OF_A_BACKUP(
            "Backup",
            """
            spec:
              applicationRef: {kind: Database, name: db}
              strategyRef: {kind: Job, name: tool}
              takenAt: "2026-05-01T12:00:00Z"
            status: {phase: Done}
            """),
    UNKNOWN_PHASE_OF_A_BACKUP_JOB("BackupJob", Bodies.BACKUP_JOB, "{\"status\":{\"phase\":\"Done\"}}"),
    EMPTY_PHASE_OF_A_RESTORE_JOB("RestoreJob", Bodies.RESTORE_JOB, "{\"status\":{\"phase\":\"\"}}"),
    TWO_CONDITIONS_OF_ONE_TYPE(
            "BackupJob",
            Bodies.BACKUP_JOB,
            """
            {"status":{"conditions":[
              {"type":"Ready","status":"True","reason":"A","message":"","lastTransitionTime":"2026-05-01T12:00:00Z"},
              {"type":"Ready","status":"False","reason":"B","message":"","lastTransitionTime":"2026-05-01T12:00:00Z"}]}}
            """),
    CHANGED_APPLICATION("BackupJob", Bodies.BACKUP_JOB, "{\"spec\":{\"applicationRef\":{\"name\":\"other\"}}}"),
    CHANGED_PLAN("BackupJob", Bodies.BACKUP_JOB, "{\"spec\":{\"planRef\":{\"name\":\"other\"}}}"),
    REMOVED_PLAN("BackupJob", Bodies.BACKUP_JOB, "{\"spec\":{\"planRef\":null}}"),
    CHANGED_BACKUP("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"backupRef\":{\"name\":\"other\"}}}"),
    CHANGED_TARGET("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"targetApplicationRef\":{\"name\":\"other\"}}}"),
    REMOVED_TARGET("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"targetApplicationRef\":null}}"),
    CHANGED_OPTION("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"options\":{\"level\":2}}}"),
    ADDED_OPTION("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"options\":{\"more\":2}}}"),
    REMOVED_OPTIONS("RestoreJob", Bodies.RESTORE_JOB, "{\"spec\":{\"options\":null}}"),
    LATE_TARGET(
            "RestoreJob",
            Bodies.PLAIN_RESTORE_JOB,
            "{\"spec\":{\"targetApplicationRef\":{\"kind\":\"Database\",\"name\":\"copy\"}}}"),
    LATE_OPTIONS("RestoreJob", Bodies.PLAIN_RESTORE_JOB, "{\"spec\":{\"options\":{\"level\":2}}}");

    final String kind;
    private final String body;
    private final String patch;

    Refusal(String kind, String body) {
        this(kind, body, "");
    }

    Refusal(String kind, String body, String patch) {
        this.kind = kind;
        this.body = body;
        this.patch = patch;
    }

    /** What is created; refused itself if there is no {@link #patch()}. */
    String manifest(String namespace, String name) {
        return "apiVersion: backups.cozystack.io/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + (kind.equals("BackupClass") ? "" : ", namespace: " + namespace) + "}\n" + body;
    }

    /** The change that is refused, as merge patch of the object or of its status. */
    Optional<String> patch() {
        return Optional.of(patch).filter(p -> !p.isEmpty());
    }

    boolean isOfStatus() {
        return patch.contains("\"status\":{");
    }

    /** Objects that are accepted before a change is tried. */
    private static final class Bodies {
        static final String BACKUP_JOB =
                "spec: {applicationRef: {kind: Database, name: db}, backupClassName: daily, planRef: {name: nightly}}";
        static final String RESTORE_JOB =
                """
                spec:
                  backupRef: {name: b}
                  targetApplicationRef: {kind: Database, name: copy}
                  options: {level: 1}
                """;
        static final String PLAIN_RESTORE_JOB = "spec: {backupRef: {name: b}}";
    }
}
