package dev.holdfast.backup.it.mutants;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Lifetime;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.Propagation;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StrictJson;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.testkit.conformance.Rule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in planning. */
final class PlanMutants {

    static final ResourceKind BACKUP = new ResourceKind("vault.example.org/v1", "VaultBackup");
    static final ResourceKind CLUSTER = new ResourceKind("vault.example.org/v1", "VaultCluster");

    private PlanMutants() {}

    static List<Mutant> all() {
        return Stream.of(ofRequests(), ofContents(), ofChildren(), ofReach())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> ofRequests() {
        return List.of(
                new Mutant(
                        "Newest",
                        "restores the newest artifact, whichever Backup is named",
                        "restore / clean",
                        Rule.I2,
                        () -> new WrongDriver().restores((right, r) -> from(right.planRestore(r), newest(r)))),
                new Mutant(
                        "TargetIgnored",
                        "restores into the source, whatever target is named",
                        "restore to a copy / clean",
                        Rule.OTHERS,
                        () -> new WrongDriver()
                                .restores((right, r) -> right.planRestore(
                                        Lie.about(RestoreRequest.class, r, "target", (q, a) -> q.application())))),
                new Mutant(
                        "OptionsForgiven",
                        "takes the default in place of a malformed option",
                        "restore / options wrong: {\"withoutServing\":\"perhaps\"}",
                        Rule.OPTIONS,
                        () -> new WrongDriver()
                                .describes(d -> d.anyOptions())
                                .restores((right, r) -> right.planRestore(
                                        Lie.about(RestoreRequest.class, r, "options", PlanMutants::defaults)))),
                new Mutant(
                        "StaleRead",
                        "plans with what it has read for an earlier run",
                        "restore / application made anew before",
                        Rule.SUCCEEDS,
                        PlanMutants::stale));
    }

    private static List<Mutant> ofContents() {
        return List.of(
                new Mutant(
                        "Random",
                        "plans differently each time",
                        "backup / asked twice",
                        Rule.SAME_PLAN,
                        () -> new WrongDriver()
                                .backsUp((right, r) -> WrongDriver.plan(
                                        right.planBackup(r),
                                        p -> p.fact("id", UUID.randomUUID().toString())))),
                new Mutant(
                        "Clock",
                        "puts the time into the plan",
                        "backup / asked twice",
                        Rule.SAME_PLAN,
                        () -> new WrongDriver()
                                .backsUp((right, r) -> WrongDriver.plan(
                                        right.planBackup(r),
                                        p -> p.fact(
                                                "day",
                                                r.clock().instant().toString().substring(0, 10))))),
                new Mutant(
                        "SecretInFact",
                        "puts a Secret's value into the plan",
                        "backup / clean",
                        Rule.I7,
                        PlanMutants::tellsSecret));
    }

    private static List<Mutant> ofChildren() {
        return List.of(
                new Mutant(
                        "LongNames",
                        "names a child so long that the operator cannot append to it",
                        "backup / long name",
                        Rule.NAMES,
                        () -> new WrongDriver()
                                .backsUp((right, r) -> right.planBackup(Lie.about(
                                        BackupRequest.class,
                                        r,
                                        "childName",
                                        (q, a) -> q.childName((String) a[0], 63))))),
                new Mutant(
                        "SweepsArtifact",
                        "keeps the operator's backup, which is the artifact, only as long as the run",
                        "backup / clean",
                        Rule.I1,
                        () -> new WrongDriver()
                                .backsUp((right, r) -> WrongDriver.stage(
                                        right.planBackup(r), "backup", s -> s.lifetime(Lifetime.RUN)))),
                new Mutant(
                        "SweepsRestored",
                        "keeps what it has restored only as long as the run",
                        "restore / clean",
                        Rule.I2,
                        () -> new WrongDriver()
                                .restores((right, r) -> WrongDriver.stage(
                                        right.planRestore(r), "again", s -> s.lifetime(Lifetime.RUN)))),
                new Mutant(
                        "NotSuspended",
                        "takes the cluster apart while Helm is at work on it",
                        "restore / clean",
                        Rule.I3,
                        () -> new WrongDriver().restores((right, r) -> awake(right.planRestore(r)))));
    }

    private static List<Mutant> ofReach() {
        return List.of(
                new Mutant(
                        "OtherNamespace",
                        "reads in another namespace than the run's",
                        "backup / clean",
                        Rule.I8,
                        () -> new WrongDriver().backsUp((right, r) -> {
                            r.get(new ObjectRef(CLUSTER, "default", "vault-db"));
                            return right.planBackup(r);
                        })),
                new Mutant(
                        "Neighbour",
                        "deletes the cluster of another application as well",
                        "restore / clean",
                        Rule.OTHERS,
                        () -> new WrongDriver().restores((right, r) -> alsoDeletes(right.planRestore(r), r))),
                new Mutant(
                        "AnotherBackup",
                        "reclaims the data of another Backup",
                        "reclaim / clean",
                        Rule.I9,
                        () -> new WrongDriver().reclaims((right, r) -> deletesNewest(r))),
                new Mutant(
                        "MissingKind",
                        "takes a kind that is not installed for data that is gone",
                        "reclaim / not installed: VaultBackup",
                        Rule.STATES,
                        PlanMutants::takesMissingForGone));
    }

    private static Object defaults(RestoreRequest request, Object[] arguments) {
        return arguments == null
                ? request.options()
                : StrictJson.decode(
                        JsonNodeFactory.instance.objectNode(),
                        (Class<?>) arguments[0],
                        "InvalidOptions",
                        "/spec/options");
    }

    /** The operator's backups that runs have made in the namespace of the request. */
    private static Optional<GenericKubernetesResource> newestOf(List<GenericKubernetesResource> backups) {
        return backups.stream()
                .max(Comparator.comparing(b -> b.getMetadata().getResourceVersion(), PlanMutants::numbers));
    }

    private static int numbers(String one, String other) {
        return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }

    private static String newest(RestoreRequest request) {
        return newestOf(request.list(BACKUP, Labels.OWNER_KIND, "BackupJob"))
                .map(b -> (String) b.get("status", "artifact", "uri"))
                .orElseThrow();
    }

    private static Planning from(Planning answer, String uri) {
        return WrongDriver.stage(answer, "again", s -> {
            ObjectNode manifest = ((StageAction.Create) s.action()).manifest().deepCopy();
            manifest.withObject("/spec/bootstrap/restore").put("uri", uri);
            return s.withAction(new StageAction.Create(manifest));
        });
    }

    private static WrongDriver stale() {
        Map<ObjectRef, Optional<GenericKubernetesResource>> seen = new ConcurrentHashMap<>();
        return new WrongDriver()
                .backsUp((right, r) -> right.planBackup(Lie.about(BackupRequest.class, r, "get", (q, a) -> {
                    Optional<GenericKubernetesResource> found = q.get((ObjectRef) a[0]);
                    seen.putIfAbsent((ObjectRef) a[0], found);
                    return found;
                })))
                .restores((right, r) -> right.planRestore(Lie.about(
                        RestoreRequest.class, r, "get", (q, a) -> seen.computeIfAbsent((ObjectRef) a[0], q::get))));
    }

    private static WrongDriver tellsSecret() {
        ResourceKind secrets = new ResourceKind("v1", "Secret");
        return new WrongDriver().describes(d -> d.uses("v1/Secret", "get")).backsUp((right, r) -> {
            String encoded = r.get(new ObjectRef(secrets, r.application().namespace(), "vault-login"))
                    .map(s -> (String) s.get("data", "password"))
                    .orElseThrow();
            String value = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return WrongDriver.plan(right.planBackup(r), p -> p.fact("login", value));
        });
    }

    private static Planning awake(Planning answer) {
        return WrongDriver.plan(
                answer,
                p -> p.withStages(p.stages().stream()
                        .filter(s -> !(s.action() instanceof StageAction.Suspend)
                                && !(s.action() instanceof StageAction.Resume))
                        .toList()));
    }

    private static Planning alsoDeletes(Planning answer, RestoreRequest request) {
        ObjectRef other = new ObjectRef(CLUSTER, request.target().namespace(), "vault-other");
        return WrongDriver.plan(answer, p -> request.get(other)
                .map(live -> {
                    List<Stage> stages = new ArrayList<>(p.stages());
                    stages.add(Stage.delete("other", Target.of(live), Propagation.FOREGROUND));
                    return p.withStages(stages);
                })
                .orElse(p));
    }

    private static Planning deletesNewest(ReclaimRequest request) {
        return newestOf(request.list(BACKUP, Labels.OWNER_KIND, "BackupJob"))
                .<Planning>map(b -> RunPlan.of(Stage.delete("backup", Target.of(b), Propagation.BACKGROUND)))
                .orElseGet(() -> Failed.failed("ArtifactMissing", "there is no backup"));
    }

    private static WrongDriver takesMissingForGone() {
        return new WrongDriver()
                .describes(d -> new DriverDescriptor(
                        d.strategyType(),
                        d.spec(),
                        d.applications(),
                        d.options(),
                        d.freeFormOptions(),
                        d.resources().stream().map(ResourceUse::ifServed).toList(),
                        d.reasons(),
                        d.resultOptional()));
    }
}
