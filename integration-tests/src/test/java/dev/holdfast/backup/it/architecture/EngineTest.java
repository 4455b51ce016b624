package dev.holdfast.backup.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.holdfast.backup.engine.cluster.LeadershipLostException;
import dev.holdfast.backup.engine.cluster.Lookup;
import io.fabric8.kubernetes.client.Client;

/** Who in the engine may use which library, and how its packages stand to one another. */
@AnalyzeClasses(packages = "dev.holdfast.backup.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class EngineTest {

    private static final String ENGINE = "dev.holdfast.backup.engine";

    @ArchTest
    static final ArchRule onlyTemplatesKnowMustache = only("template", "com.github.mustachejava..");

    @ArchTest
    static final ArchRule onlyStorageKnowsTheAwsSdk = only("storage", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsMicrometer = only("metrics", "io.micrometer..");

    @ArchTest
    static final ArchRule metricsAreOptionalSoNothingKnowsThem = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + ".metrics..")
            .should()
            .dependOnClassesThat(Packages.in(ENGINE + ".metrics.."));

    /** The engine's own package takes the client from the host, hands it on, and tells which server it is for. */
    @ArchTest
    static final ArchRule onlyTheClusterPackageHasTheClient = noClasses()
            .that()
            .resideOutsideOfPackages(ENGINE, ENGINE + ".cluster..")
            .should()
            .dependOnClassesThat(assignableTo(Client.class));

    @ArchTest
    static final ArchRule onlyTheClusterPackageSendsRequests = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + ".cluster..")
            .should()
            .dependOnClassesThat(Packages.in(
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.fabric8.kubernetes.client.http..",
                    "io.fabric8.kubernetes.client.informers.."));

    @ArchTest
    static final ArchRule noFrameworkIsNeeded = noClasses()
            .should()
            .dependOnClassesThat(Packages.in(
                    "org.springframework..", "io.quarkus..", "jakarta..", "javax.inject..", "io.javaoperatorsdk.."));

    /**
     * Between the packages below the engine's own, which holds what the host hands over and puts all together. The work package speaks
     * of what the cluster package answers: a lookup's result, and that the lease is gone.
     */
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching(ENGINE + ".(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    Packages.in(ENGINE + ".work"), belongToAnyOf(Lookup.class, LeadershipLostException.class));

    private static ArchRule only(String name, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + "." + name + "..")
                .should()
                .dependOnClassesThat(Packages.in(library));
    }
}
