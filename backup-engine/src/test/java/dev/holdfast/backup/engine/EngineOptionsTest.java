package dev.holdfast.backup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.backup.api.DeletionPolicy;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.ResourceKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOptionsTest {

    private static final ReconcilerNames NAMES = new ReconcilerNames(
            new ResourceKind("helm.toolkit.fluxcd.io/v2", "HelmRelease"), Map.of("Postgres", "pg-"));

    private static final EngineOptions DEFAULTS = EngineOptions.defaults();
    private static final EngineOptions.Reference NO_REFERENCE =
            new EngineOptions.Reference("", "", Duration.ofMinutes(1), Duration.ofMinutes(2));

    @Test
    void theDefaultsServeEveryNamespaceAndKeepData() {
        assertThat(DEFAULTS.serves("any")).isTrue();
        assertThat(DEFAULTS.deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
        assertThat(DEFAULTS.tenantEndpoints()).isEmpty();
    }

    @Test
    void onlyNamedNamespacesAreServed() {
        EngineOptions some = DEFAULTS.withNamespaces(Set.of("a", "b"));

        assertThat(some.serves("a")).isTrue();
        assertThat(some.serves("c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 257})
    void workersAreBounded(int workers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withWorkers(workers))
                .withMessage("engine options: workers must be 1 to 256, not " + workers);
    }

    @Test
    void namesMustNotBeBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withNamespace(" "))
                .withMessageContaining("namespace must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withIdentity(""))
                .withMessageContaining("identity must not be empty");
    }

    @Test
    void aRenewalAndOneRequestMustFitIntoTheLease() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withLease(l ->
                        new EngineOptions.Lease(l.name(), Duration.ofSeconds(13), l.renewEvery(), l.requestTimeout())))
                .withMessageContaining("must fit into the lease (PT13S)");
    }

    @Test
    void boundsMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withBounds(b -> new EngineOptions.Bounds(
                        Duration.ZERO,
                        b.exit(),
                        b.forbiddenGrace(),
                        b.driverGrace(),
                        b.quiet(),
                        b.recheck(),
                        b.safetyPass())))
                .withMessageContaining("must be positive");
    }

    @ParameterizedTest
    @CsvSource({"-PT1S,PT1S", "PT1H,PT0S", "PT1H,-PT1S"})
    void looksComeNeverOrEverySoOftenAndApart(Duration every, Duration apart) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withLooks(l -> new EngineOptions.Looks(every, apart)))
                .withMessageContaining("looks must be apart");
    }

    @Test
    void theReferenceIsLookedForUnlessItsLeaseHasNoName() {
        assertThat(DEFAULTS.reference().isLookedFor()).isTrue();
        assertThat(DEFAULTS.withReference(r -> NO_REFERENCE).reference().isLookedFor())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'',lease,PT1M,PT1M,must have a namespace", "ns,lease,PT0S,PT1M,positive", "ns,lease,PT1M,PT0S,positive"
    })
    void theReferenceIsGivenInFull(String namespace, String lease, Duration every, Duration grace, String wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DEFAULTS.withReference(r -> new EngineOptions.Reference(namespace, lease, every, grace)))
                .withMessageContaining(wrong);
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineOptions(
                        "",
                        "",
                        Set.of(),
                        0,
                        DEFAULTS.lease(),
                        DEFAULTS.bounds(),
                        DEFAULTS.looks(),
                        DEFAULTS.reference(),
                        DEFAULTS.deletionPolicy(),
                        Set.of(),
                        DEFAULTS.reconcilers()))
                .withMessage("engine options: namespace must not be empty; identity must not be empty;"
                        + " workers must be 1 to 256, not 0");
    }

    @Test
    void theSetsAreCopied() {
        Set<String> mine = new HashSet<>(Set.of("a"));
        EngineOptions options = DEFAULTS.withNamespaces(mine).withTenantEndpoints(mine);

        mine.add("b");

        assertThat(options.namespaces()).containsExactly("a");
        assertThat(options.tenantEndpoints()).containsExactly("a");
    }

    @Test
    void eachChangeChangesOneThing() {
        assertThat(DEFAULTS.withNamespace("n")
                        .withIdentity("i")
                        .withWorkers(2)
                        .withReference(r -> NO_REFERENCE)
                        .withLooks(l -> new EngineOptions.Looks(Duration.ZERO, Duration.ofSeconds(5)))
                        .withDeletionPolicy(DeletionPolicy.DELETE)
                        .withNamespaces(Set.of("a"))
                        .withTenantEndpoints(Set.of("https://s3"))
                        .withReconcilers(NAMES))
                .isEqualTo(new EngineOptions(
                        "n",
                        "i",
                        Set.of("a"),
                        2,
                        DEFAULTS.lease(),
                        DEFAULTS.bounds(),
                        new EngineOptions.Looks(Duration.ZERO, Duration.ofSeconds(5)),
                        NO_REFERENCE,
                        DeletionPolicy.DELETE,
                        Set.of("https://s3"),
                        NAMES));
    }

    @Test
    void theHelmReleaseOfAnApplicationIsFoundByTheNamesOfThePlatform() {
        assertThat(name(DEFAULTS, "Postgres", "db")).isEqualTo("HelmRelease ns/postgres-db");
        assertThat(name(DEFAULTS, "Etcd", "etcd")).isEqualTo("HelmRelease ns/etcd");
        assertThat(name(DEFAULTS, "VMInstance", "web")).isEqualTo("HelmRelease ns/vm-instance-web");
        assertThat(name(DEFAULTS.withReconcilers(NAMES), "Postgres", "db")).isEqualTo("HelmRelease ns/pg-db");
    }

    private static String name(EngineOptions options, String kind, String name) {
        return options.reconcilers()
                .of(new ApplicationRef("apps.cozystack.io", kind, "ns", name, Optional.empty()))
                .toString();
    }
}
