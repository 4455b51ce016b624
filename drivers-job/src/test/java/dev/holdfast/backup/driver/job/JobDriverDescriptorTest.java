package dev.holdfast.backup.driver.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.Capability;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ReasonDoc;
import dev.holdfast.backup.spi.ResourceUse;
import dev.holdfast.backup.spi.StrategyType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobDriverDescriptorTest {

    private final JobDriver driver = new JobDriver();

    @Test
    void isFoundOnTheClassPathByItsStrategyKind() {
        Drivers drivers = Drivers.discover(JobDriver.class.getClassLoader());

        assertThat(drivers.failures()).isEmpty();
        assertThat(drivers.find(new StrategyType("strategy.backups.cozystack.io", "Job")))
                .get()
                .isInstanceOf(JobDriver.class);
    }

    @Test
    void drivesAnyApplicationWithAnyOptionsAndNoResultNeeded() {
        DriverDescriptor descriptor = driver.descriptor();

        assertThat(descriptor.drives("apps.cozystack.io", "NATS")).isTrue();
        assertThat(descriptor.freeFormOptions()).isTrue();
        assertThat(descriptor.resultOptional()).isTrue();
        assertThat(descriptor.reasons()).extracting(ReasonDoc::reason).doesNotHaveDuplicates();
    }

    @Test
    void asksForJobsAndPodsAndForLogsOnlyWhereTheyAreServed() {
        assertThat(driver.descriptor().resources())
                .containsExactly(
                        ResourceUse.of("batch/v1/Job", "get list watch create patch delete"),
                        ResourceUse.of("v1/Pod", "get list watch"),
                        ResourceUse.of("v1/Pod", "get").subresource("log").ifServed());
    }

    @Test
    void capabilitiesFollowModesAndStoreOfTheStrategy() {
        assertThat(driver.capabilities(Fixtures.strategy())).isEqualTo(Set.of(Capability.BACKUP, Capability.RESTORE));
        assertThat(driver.capabilities(Fixtures.strategy("modes", "backup,cleanup")))
                .isEqualTo(Set.of(Capability.BACKUP, Capability.RECLAIM));
        assertThat(driver.capabilities(
                        Fixtures.strategyWith(Fixtures.SPEC, Map.of("store.backups.cozystack.io/bucket", "backups"))))
                .isEqualTo(Set.of(Capability.values()));
    }

    @Test
    void aMalformedStrategyCanDoNothing() {
        assertThat(driver.capabilities(Fixtures.strategy("modes", "everything")))
                .isEmpty();
    }
}
