package dev.holdfast.backup.it.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.Done;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Inspection;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.Waiting;
import dev.holdfast.backup.testkit.conformance.Rule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Mistakes in looking how a stage stands. */
final class CheckMutants {

    private CheckMutants() {}

    static List<Mutant> all() {
        return Stream.of(ofStates(), ofEvidence(), ofManners(), ofAnswers(), ofTheRest())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> ofStates() {
        return List.of(
                new Mutant(
                        "NoStatusIsSuccess",
                        "takes a missing status for success",
                        "backup / state: VaultBackup without a phase",
                        Rule.STATES,
                        () -> new WrongDriver()
                                .checks("stored", (right, c) -> phase(c).isEmpty() ? guessed(c) : right.check(c))),
                new Mutant(
                        "UnknownIsSuccess",
                        "takes a state that it does not know for success",
                        "backup / state: VaultBackup Rebalancing",
                        Rule.STATES,
                        () -> new WrongDriver()
                                .checks(
                                        "stored",
                                        (right, c) -> isUnknown(right.check(c)) && !phase(c).isEmpty()
                                                ? guessed(c)
                                                : right.check(c))),
                new Mutant(
                        "UnknownIsFailure",
                        "takes a state that it does not know for failure",
                        "backup / state: VaultBackup Rebalancing",
                        Rule.STATES,
                        () -> new WrongDriver()
                                .checks(
                                        "stored",
                                        (right, c) -> isUnknown(right.check(c)) && !phase(c).isEmpty()
                                                ? Failed.failed("VaultBackupFailed", "phase " + phase(c))
                                                : right.check(c))));
    }

    private static List<Mutant> ofEvidence() {
        return List.of(
                new Mutant(
                        "StateForgotten",
                        "waits in a state that its operator documents as final",
                        "restore / state: VaultCluster BootstrapFailed",
                        Rule.STATES,
                        () -> new WrongDriver()
                                .checks(
                                        "healthy",
                                        (right, c) -> right.check(c) instanceof Failed
                                                ? Waiting.running("VaultBootstrapping", "it will come")
                                                : right.check(c))),
                new Mutant(
                        "NoData",
                        "takes the operator's word for an artifact that is not there",
                        "backup / state: VaultBackup Complete without an artifact",
                        Rule.STATES,
                        () -> new WrongDriver()
                                .checks(
                                        "stored",
                                        (right, c) -> phase(c).equals("Complete") && right.check(c) instanceof Failed
                                                ? guessed(c)
                                                : right.check(c))),
                new Mutant(
                        "Counts",
                        "keeps in a field how often it was asked",
                        "backup / asked twice",
                        Rule.SAME_ANSWER,
                        CheckMutants::counting),
                new Mutant("Sleeps", "polls with a sleep", "backup / clean", Rule.RETURNS, () -> new WrongDriver()
                        .checks("stored", (right, c) -> {
                            still(() -> Thread.sleep(600));
                            return right.check(c);
                        })));
    }

    private static List<Mutant> ofManners() {
        return List.of(
                new Mutant(
                        "Blocks",
                        "blocks the thread until something happens",
                        "backup / clean",
                        Rule.RETURNS,
                        () -> new WrongDriver().backsUp((right, r) -> {
                            still(() -> new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS));
                            return right.planBackup(r);
                        })),
                new Mutant(
                        "Timer",
                        "asks to be asked again on a timer about what can be watched",
                        "backup / state: VaultBackup Running",
                        Rule.WAKES,
                        () -> new WrongDriver()
                                .checks(
                                        "stored",
                                        (right, c) -> right.check(c) instanceof Waiting w
                                                ? w.recheckAfter(Duration.ofSeconds(1))
                                                : right.check(c))),
                new Mutant(
                        "Swallows",
                        "swallows the exception of a read, and takes it for nothing there",
                        "restore / list vaultmembers: FORBIDDEN_403",
                        Rule.ERRORS,
                        () -> new WrongDriver().checks("drained", (right, c) -> {
                            try {
                                return right.check(c);
                            } catch (RuntimeException e) {
                                return Done.done();
                            }
                        })));
    }

    private static List<Mutant> ofAnswers() {
        return List.of(
                new Mutant(
                        "SecretInMessage",
                        "puts a Secret's value into a message",
                        "backup / state: VaultBackup Running",
                        Rule.I7,
                        () -> new WrongDriver()
                                .describes(d -> d.uses("v1/Secret", "get"))
                                .checks(
                                        "stored",
                                        (right, c) -> right.check(c) instanceof Waiting w
                                                ? Waiting.running(w.reason(), "logged in with " + secret(c))
                                                : right.check(c))),
                new Mutant(
                        "Mystery",
                        "gives a reason that is documented nowhere",
                        "backup / state: VaultBackup Running",
                        Rule.REASONS,
                        () -> new WrongDriver()
                                .checks(
                                        "stored",
                                        (right, c) -> right.check(c) instanceof Waiting w
                                                ? Waiting.running("VaultMystery", w.message())
                                                : right.check(c))),
                new Mutant(
                        "AlwaysPresent",
                        "says that an artifact is there without looking",
                        "inspect / artifact lost",
                        Rule.I2,
                        () -> new WrongDriver()
                                .inspects((right, b) ->
                                        Inspection.present("it is at " + b.uri().orElseThrow()))));
    }

    private static List<Mutant> ofTheRest() {
        return List.of(new Mutant(
                "TooEarly",
                "takes a cluster that is there for one that serves",
                "restore / state: VaultCluster Bootstrapping",
                Rule.STATES,
                () -> new WrongDriver()
                        .checks("healthy", (right, c) -> Done.done())
                        .checks("serving", (right, c) -> Done.done())));
    }

    /** What must not be in a driver: standing still. */
    private interface Still {
        void stand() throws InterruptedException;
    }

    private static void still(Still what) {
        try {
            what.stand();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WrongDriver counting() {
        AtomicInteger looks = new AtomicInteger();
        return new WrongDriver()
                .checks(
                        "stored",
                        (right, c) -> looks.incrementAndGet() == 1
                                ? Waiting.running("VaultBackupRunning", "it cannot be over yet")
                                : right.check(c));
    }

    private static String phase(StageContext context) {
        return tree(context.child().orElseThrow()).at("/status/phase").asText();
    }

    private static boolean isUnknown(Observation seen) {
        return seen instanceof Waiting waiting && waiting.reason().equals("UnknownOperatorState");
    }

    private static Observation guessed(StageContext context) {
        String name = context.child().orElseThrow().getMetadata().getName();
        return Done.done(BackupResult.of(context.clock().instant(), "vault://backups/" + name)
                .metadata("vault-backup", name));
    }

    private static String secret(StageContext context) {
        ObjectRef ref =
                new ObjectRef(new ResourceKind("v1", "Secret"), context.target().namespace(), "vault-login");
        String encoded = (String) context.get(ref).orElseThrow().get("data", "password");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(Object object) {
        return Serialization.jsonMapper().valueToTree(object);
    }
}
