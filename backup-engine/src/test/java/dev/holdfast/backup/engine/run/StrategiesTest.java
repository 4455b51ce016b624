package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.Strategy;
import org.junit.jupiter.api.Test;

class StrategiesTest {

    private static Strategy strategy(String body) {
        return Strategies.of(Samples.JOB_TYPE, Samples.view(Kinds.BACKUP_CLASS, "dump", body));
    }

    @Test
    void aStrategyIsTheSameAfterItsSnapshotWasTakenAndRead() {
        Strategy strategy = strategy(
                "{'metadata':{'annotations':{'store.backups.cozystack.io/bucket':'b','x/y':'z'}},'spec':{'a':['ü',1,"
                        + "null]}}");

        assertThat(Strategies.fromSnapshot(Strategies.snapshot(strategy))).isEqualTo(strategy);
    }

    @Test
    void onlyAnnotationsThatAreReadAreKept() {
        Strategy strategy = strategy("{'metadata':{'annotations':{'backups.cozystack.io/template-errors':'ignore',"
                + "'job.strategy.backups.cozystack.io/modes':'backup','kubectl.kubernetes.io/x':'y'}}}");

        assertThat(strategy.annotations())
                .containsOnlyKeys("backups.cozystack.io/template-errors", "job.strategy.backups.cozystack.io/modes");
    }

    @Test
    void theDigestIsOverSpecAndAnnotationsAndNothingElse() {
        Strategy one = strategy("{'spec':{'a':1}}");

        assertThat(strategy("{'metadata':{'annotations':{'x/y':'z'}},'spec':{'a':1},'status':{'b':2}}")
                        .digest())
                .isEqualTo(one.digest());
        assertThat(strategy("{'spec':{'a':2}}").digest()).isNotEqualTo(one.digest());
        assertThat(strategy("{'metadata':{'annotations':{'store.backups.cozystack.io/bucket':'b'}},'spec':{'a':1}}")
                        .digest())
                .isNotEqualTo(one.digest());
    }
}
