package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.redact.Redactor;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.Retry;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must appear in no text about a run: the values of the Secrets that its plan uses and that its pods name. Read live, one request
 * for each Secret, when this is made. Used by one thread, for one pass.
 */
final class Hidden {

    /** What Secrets keep beside credentials; a restore may need it from what a backup reported. */
    private static final Set<String> HARMLESS = Set.of(
            "BUCKET",
            "BUCKETNAME",
            "REGION",
            "ENDPOINT",
            "HOST",
            "PORT",
            "USER",
            "USERNAME",
            "DATABASE",
            "DBNAME",
            "PREFIX");

    private final Redactor all;
    private final Redactor credentials;

    private Hidden(Redactor all, Redactor credentials) {
        this.all = all;
        this.credentials = credentials;
    }

    /** Names of the Secrets that a run has to do with. */
    static Set<String> names(Run run) {
        Set<String> names = new TreeSet<>();
        run.plan().secrets().stream().map(SecretUse::name).forEach(names::add);
        run.plan().stores().forEach(store -> names.add(store.credentials().name()));
        run.plan().stages().forEach(stage -> {
            if (stage.action() instanceof StageAction.Pod pod) {
                names.addAll(NamedSecrets.of(pod.template()));
            }
        });
        return names;
    }

    /** Reads them. */
    static Hidden read(Secrets secrets, Run run) {
        List<String> all = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        for (String name : names(run)) {
            secrets.read(run.namespace(), name)
                    .ifPresent(values -> values.forEach((key, value) -> {
                        all.add(value);
                        if (!HARMLESS.contains(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", ""))) {
                            credentials.add(value);
                        }
                    }));
        }
        return new Hidden(Redactor.of(all), Redactor.of(credentials));
    }

    /** Masks every value. */
    Redactor all() {
        return all;
    }

    /** The answer with every value masked; of what was made, only credentials are, as the rest tells a restore where it is. */
    Observation in(Observation seen) {
        return seen.match(
                this::done,
                w -> new Waiting(w.reason(), all.redact(w.message()), w.timeout(), w.recheckAfter(), w.started()),
                f -> new Failed(f.problems().stream().map(this::problem).toList()),
                r -> new Retry(r.reason(), all.redact(r.message()), r.backoff()));
    }

    private Problem problem(Problem problem) {
        return new Problem(problem.reason(), all.redact(problem.message()), problem.field(), problem.involvedObject());
    }

    private Observation done(Done done) {
        Optional<String> uri = done.result().flatMap(BackupResult::uri);
        if (uri.filter(u -> !credentials.redact(u).equals(u)).isPresent()) {
            return Failed.failed(
                    Reasons.RESULT_INVALID.wire(),
                    "the artifact's URI holds a value of a Secret, so it cannot be recorded: " + all.redact(uri.get()));
        }
        Done masked = new Done(done.result().map(this::result), all.redact(done.facts()), List.of());
        for (var warning : done.warnings()) {
            masked = masked.warn(warning.reason(), all.redact(warning.message()));
        }
        return masked;
    }

    private BackupResult result(BackupResult result) {
        Map<String, String> metadata = new HashMap<>();
        result.metadata().forEach((key, value) -> metadata.put(key, credentials.redact(value)));
        Optional<JsonNode> snapshot = result.snapshot().map(credentials::redact);
        return new BackupResult(
                result.takenAt(),
                result.uri(),
                result.reportedSizeBytes(),
                result.reportedChecksum(),
                metadata,
                snapshot);
    }
}
