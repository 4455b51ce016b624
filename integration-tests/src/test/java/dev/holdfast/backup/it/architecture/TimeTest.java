package dev.holdfast.backup.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.Set;
import java.util.function.Predicate;

/** Time comes from a clock that was given in, so that tests can move it. */
@AnalyzeClasses(
        packages = {
            "dev.holdfast.backup.api",
            "dev.holdfast.backup.spi",
            "dev.holdfast.backup.engine",
            "dev.holdfast.backup.driver"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class TimeTest {

    private static final Set<String> SLEEPERS =
            Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit", "java.util.concurrent.locks.LockSupport");

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime =
            noClasses().should().accessTargetWhere(access("the system's time is asked for", TimeTest::isSystemTime));

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().accessTargetWhere(access("a thread sleeps", TimeTest::sleeps));

    /** A reference {@code System::nanoTime} is fine: it is the default of a source that is given in. */
    @ArchTest
    static final ArchRule monotonicTimeIsGivenInToo = noClasses().should().callMethod(System.class, "nanoTime");

    private static boolean isSystemTime(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis")
                || owner.startsWith("java.time.") && target.getFullName().endsWith(".now()")
                || owner.equals(Date.class.getName()) && target.getFullName().endsWith(".<init>()");
    }

    private static boolean sleeps(AccessTarget target) {
        String name = target.getName();
        return SLEEPERS.contains(target.getOwner().getName()) && (name.equals("sleep") || name.startsWith("park"));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<AccessTarget> predicate) {
        return DescribedPredicate.describe(description, access -> predicate.test(access.getTarget()));
    }
}
