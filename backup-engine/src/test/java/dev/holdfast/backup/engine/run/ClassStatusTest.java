package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.cluster.Refusals;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.Outcome;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Capability;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.Strategy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassStatusTest {

    private static final String GROUP = "strategy.backups.cozystack.io";
    private static final ResourceKind STRATEGY = new ResourceKind(GROUP + "/v1alpha1", "Dump");
    private static final WorkKey KEY = new WorkKey(WorkKey.Kind.BACKUP_CLASS, "", "standard");

    private record Spec() {}

    /** Drives MariaDB only; breaks on a strategy named {@code broken}. */
    private static final class DumpDriver implements BackupDriver {
        @Override
        public DriverDescriptor descriptor() {
            return DriverDescriptor.of(GROUP, "Dump", Spec.class).application("apps.cozystack.io", "MariaDB");
        }

        @Override
        public Set<Capability> capabilities(Strategy strategy) {
            if (strategy.name().equals("broken")) {
                throw new IllegalStateException("secret-value");
            }
            return EnumSet.of(Capability.VERIFY, Capability.BACKUP);
        }
    }

    private final FakeCluster cluster = new FakeCluster();
    private final ClassStatus status = new ClassStatus(new EngineParts(
            cluster,
            cluster,
            Drivers.of(List.of(new DumpDriver())),
            EngineOptions.defaults(),
            noStores(),
            TemplateLanguages.standardLimits(),
            InstantSource.fixed(Samples.NOON),
            RunListener.NONE,
            new ConcurrentHashMap<>(),
            () -> 0L));

    private static StoreOpener noStores() {
        return (location, credentials, access, chosenBy) -> {
            throw new AssertionError("a class's status opens no store");
        };
    }

    private static String route(String group, String kind, String name, String parameters) {
        return "{'application':{'kind':'MariaDB'},'strategyRef':{'apiGroup':'" + group + "','kind':'" + kind
                + "','name':'" + name + "'},'parameters':" + parameters + "}";
    }

    private static String good() {
        return route(GROUP, "Dump", "nightly", "{}");
    }

    private Outcome reconcile(String... routes) {
        cluster.put(Kinds.BACKUP_CLASS, "", "standard", "{'spec':{'strategies':[" + String.join(",", routes) + "]}}");
        return status.reconcile(KEY);
    }

    private void strategy(String name, String body) {
        cluster.put(STRATEGY, "", name, body);
    }

    private String ready() {
        JobView view = cluster.view(Kinds.BACKUP_CLASS, "", "standard");
        return view.condition("Ready").path("status").asText() + " "
                + view.condition("Ready").path("reason").asText();
    }

    private String message() {
        return cluster.view(Kinds.BACKUP_CLASS, "", "standard")
                .condition("Ready")
                .path("message")
                .asText();
    }

    @Test
    void aGoodClassIsResolvedAndSaysWhatEachRouteCanDo() {
        strategy("nightly", "{'spec':{'image':'{{ .Parameters.image }}'}}");

        assertThat(reconcile(good())).isEqualTo(Outcome.idle());

        assertThat(ready()).isEqualTo("True Resolved");
        assertThat(message())
                .isEqualTo("strategies[0] MariaDB.apps.cozystack.io: strategy Dump nightly can backup, verify");
        assertThat(cluster.view(Kinds.BACKUP_CLASS, "", "standard")
                        .condition("Ready")
                        .path("observedGeneration")
                        .asInt())
                .isEqualTo(3);
        assertThat(cluster.retained.get(KEY)).contains(new Interest.ByName(new ObjectRef(STRATEGY, "", "nightly")));
    }

    @Test
    void aSecondPassWritesNothing() {
        strategy("nightly", "{'spec':{}}");
        reconcile(good());

        status.reconcile(KEY);

        assertThat(cluster.statusPatches).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Dump, nightly, InvalidStrategy, an apiGroup",
        GROUP + ", Dump, '', InvalidStrategy, and a name",
        GROUP + ", Tape, nightly, NoDriver, no driver for strategy kind",
        GROUP + ", Dump, absent, StrategyNotFound, strategy Dump absent does not exist",
        GROUP + ", Dump, wrong, TemplateError, /spec/image",
        GROUP + ", Dump, uri, TemplateError, /metadata/annotations/backups.cozystack.io~1artifact-uri-template",
        GROUP + ", Dump, foreign-language, TemplateError, unknown template language",
        GROUP + ", Dump, broken, DriverError, java.lang.IllegalStateException"
    })
    void aRouteThatJobsCannotUseSaysWhy(String group, String kind, String name, String reason, String words) {
        strategy("nightly", "{'spec':{}}");
        strategy("broken", "{'spec':{}}");
        strategy("wrong", "{'spec':{'image':'{{ .Nonsense.image }}'}}");
        strategy("uri", "{'metadata':{'annotations':{'backups.cozystack.io/artifact-uri-template':'{{ if }}'}}}");
        strategy("foreign-language", "{'metadata':{'annotations':{'backups.cozystack.io/template-language':'perl'}}}");

        reconcile(route(group, kind, name, "{}"));

        assertThat(ready()).isEqualTo("False " + reason);
        assertThat(message()).startsWith("strategies[0] ").contains(words).doesNotContain("secret-value");
    }

    @Test
    void aStrategyKindThatIsNotServedLacksItsDefinition() {
        cluster.missing.add(STRATEGY);

        reconcile(good());

        assertThat(ready()).isEqualTo("False NoDriver");
        assertThat(message()).contains("install its CustomResourceDefinition");
    }

    @Test
    void anApplicationThatTheDriverDoesNotDriveIsNoMatch() {
        strategy("nightly", "{'spec':{}}");

        reconcile(good().replace("'MariaDB'", "'Postgres'"));

        assertThat(ready()).isEqualTo("False NoMatchingStrategy");
    }

    @Test
    void aRouteForNoKindIsInvalid() {
        reconcile(good().replace("'MariaDB'", "''"));

        assertThat(ready()).isEqualTo("False InvalidSpec");
    }

    @Test
    void aClassWithoutRoutesCanDoNothing() {
        reconcile();

        assertThat(ready()).isEqualTo("False NoMatchingStrategy");
    }

    @Test
    void twoRoutesForOneKindAreToldAlsoWhereOneSpellsTheDefaultGroup() {
        strategy("nightly", "{'spec':{}}");

        reconcile(good(), good().replace("{'kind':'MariaDB'}", "{'apiGroup':'apps.cozystack.io','kind':'MariaDB'}"));

        assertThat(ready()).isEqualTo("False DuplicateRoute");
        assertThat(message())
                .startsWith(
                        "strategies[1] MariaDB.apps.cozystack.io: strategies[0] is for the same applications and wins");
    }

    @Test
    void whatCannotWorkWeighsMoreThanADuplicate() {
        strategy("nightly", "{'spec':{}}");

        reconcile(good(), good(), route(GROUP, "Tape", "x", "{}").replace("'MariaDB'", "'Redis'"));

        assertThat(ready()).isEqualTo("False NoDriver");
    }

    @Test
    void aClassOfOthersIsLeftAlone() {
        reconcile(route("velero.example.org", "Dump", "x", "{'password':'p'}"));

        assertThat(cluster.statusPatches).isEmpty();
    }

    @Test
    void aRouteOfOthersBesideOursIsLeftOutOfTheJudgement() {
        strategy("nightly", "{'spec':{}}");

        reconcile(good(), route("velero.example.org", "Dump", "x", "{}").replace("'MariaDB'", "'VM'"));

        assertThat(ready()).isEqualTo("True Resolved");
        assertThat(message()).contains("strategies[1] VM.apps.cozystack.io: left to others");
    }

    @Test
    void aStrategyThatIgnoresTemplateErrorsMayHaveThem() {
        strategy(
                "nightly",
                "{'metadata':{'annotations':{'backups.cozystack.io/template-errors':'ignore'}},'spec':{'a':'{{ if }}'}}");

        reconcile(good());

        assertThat(ready()).isEqualTo("True Resolved");
    }

    @Test
    void parametersThatLookLikeCredentialsAreWarnedOfWithoutTheirValues() {
        strategy("nightly", "{'spec':{}}");

        reconcile(route(GROUP, "Dump", "nightly", "{'dbPassword':'hunter2','bucket':'b'}"));

        assertThat(ready()).isEqualTo("True Resolved");
        assertThat(cluster.view(Kinds.BACKUP_CLASS, "", "standard")
                        .condition("ParametersSafe")
                        .toString())
                .contains("\"False\"", "InvalidParameters", "strategies[0].parameters[dbPassword]")
                .doesNotContain("hunter2");

        cluster.put(
                Kinds.BACKUP_CLASS,
                "",
                "standard",
                "{'spec':{'strategies':[" + good() + "]},'status':{'conditions':[{'type':'ParametersSafe'}]}}");
        status.reconcile(KEY);

        assertThat(cluster.view(Kinds.BACKUP_CLASS, "", "standard")
                        .condition("ParametersSafe")
                        .isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "password, true",
        "S3_SECRET, true",
        "api-token, true",
        "accessKey, true",
        "AWS_ACCESS_KEY_ID, true",
        "privateKey, true",
        "store.backups.cozystack.io/secretName, false",
        "store.backups.cozystack.io/caSecretName, false",
        "credentialsSecretRef, false",
        "keyPrefix, false",
        "bucket, false",
        "natsUser, false"
    })
    void credentialsAreToldByTheirNames(String key, boolean suspicious) {
        assertThat(ClassParameters.looksLikeACredential(key)).isEqualTo(suspicious);
    }

    @Test
    void whatNobodyTellsIsLookedAtAgain() {
        cluster.told = false;

        assertThat(reconcile(good())).isEqualTo(Outcome.after(Duration.ofSeconds(30)));
    }

    @Test
    void aClassThatIsGoneIsForgotten() {
        cluster.retained.put(KEY, Set.of());

        assertThat(status.reconcile(KEY)).isEqualTo(Outcome.idle());
        assertThat(cluster.retained).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"409, Conflict, ''", "403, Forbidden, PT30S", "500, InternalError, PT30S"})
    void aRefusedWriteIsTriedAgain(int code, String reason, String least) {
        cluster.refusal = Optional.of(Refusals.of("patch", code, reason));

        assertThat(reconcile(good()))
                .isEqualTo(least.isEmpty() ? Outcome.retry() : Outcome.retry(Duration.parse(least)));
    }
}
