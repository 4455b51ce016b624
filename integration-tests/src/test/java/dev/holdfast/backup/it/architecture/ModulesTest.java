package dev.holdfast.backup.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which module may know which: dependencies point from drivers and engine to the SPI, and from there to the API. */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

    private static final String API = "dev.holdfast.backup.api..";
    private static final String SPI = "dev.holdfast.backup.spi..";
    private static final String ENGINE = "dev.holdfast.backup.engine..";
    private static final String DRIVERS = "dev.holdfast.backup.driver..";
    private static final String TESTKIT = "dev.holdfast.backup.testkit..";
    private static final String OURS = "dev.holdfast..";

    @ArchTest
    static final ArchRule theApiKnowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat(Packages.in(OURS).and(Packages.outside(API)));

    @ArchTest
    static final ArchRule theSpiKnowsOnlyTheApi = noClasses()
            .that()
            .resideInAPackage(SPI)
            .should()
            .dependOnClassesThat(Packages.in(OURS).and(Packages.outside(SPI, API)));

    @ArchTest
    static final ArchRule driversKnowOnlySpiAndApi = noClasses()
            .that()
            .resideInAPackage(DRIVERS)
            .should()
            .dependOnClassesThat(Packages.in(OURS).and(Packages.outside(DRIVERS, SPI, API)));

    @ArchTest
    static final ArchRule theEngineNamesNoDriver = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(Packages.in(OURS).and(Packages.outside(ENGINE, SPI, API)));

    @ArchTest
    static final ArchRule theTestkitKnowsNoDriver =
            noClasses().that().resideInAPackage(TESTKIT).should().dependOnClassesThat(Packages.in(DRIVERS));

    @ArchTest
    static final ArchRule everythingLivesInOneOfTheModules =
            classes().should().resideInAnyPackage(API, SPI, ENGINE, DRIVERS, TESTKIT);

    @ArchTest
    static void noPackageIsSplitOverModules(JavaClasses classes) {
        Map<String, Set<String>> places = new TreeMap<>();
        for (JavaClass c : classes) {
            places.computeIfAbsent(c.getPackageName(), p -> new TreeSet<>()).add(place(c));
        }

        assertThat(places)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }

    /** The jar or directory that a class was read from. */
    private static String place(JavaClass c) {
        String uri = c.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.indexOf("dev/holdfast/backup/"));
    }
}
