package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Strategy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BackupRecordsTest {

    private static final Strategy STRATEGY =
            Strategies.of(Samples.JOB_TYPE, Samples.view(Kinds.BACKUP_CLASS, "dump", "{'spec':{'a':1}}"));

    @Test
    void everythingRecordedIsRead() {
        BackupRecord record = BackupRecords.of(Samples.view(
                Kinds.BACKUP,
                "b",
                "{'metadata':{'annotations':{'backups.cozystack.io/strategy-snapshot':'" + Strategies.snapshot(STRATEGY)
                        + "'}},'spec':{'applicationRef':{'kind':'MariaDB','name':'db'},'takenAt':'2026-01-01T02:00:00+01:00',"
                        + "'driverMetadata':{'k':'v'}},'status':{'artifact':{'uri':'s3://b/k','sizeBytes':5000000000,"
                        + "'checksum':'sha256:ab'},'underlyingResources':{'kind':'X'}}}"));

        assertThat(record.takenAt()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(record.application().group()).isEqualTo("apps.cozystack.io");
        assertThat(record.application().namespace()).isEqualTo("ns");
        assertThat(record.uri()).contains("s3://b/k");
        assertThat(record.sizeBytes()).isEqualTo(OptionalLong.of(5_000_000_000L));
        assertThat(record.checksum()).contains("sha256:ab");
        assertThat(record.metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(record.snapshot()).contains(Samples.json("{'kind':'X'}"));
        assertThat(record.strategy()).contains(STRATEGY);
    }

    @Test
    void aBareBackupIsReadWithWhatItHas() {
        BackupRecord record = BackupRecords.of(Samples.view(Kinds.BACKUP, "b", "{}"));

        assertThat(record.takenAt()).isEqualTo(Samples.NOON);
        assertThat(record.uri()).isEmpty();
        assertThat(record.sizeBytes()).isEmpty();
        assertThat(record.metadata()).isEmpty();
        assertThat(record.snapshot()).isEmpty();
        assertThat(record.strategy()).isEqualTo(Optional.empty());
    }

    @Test
    void parametersAreFoundUnderTheirStrategysKey() {
        String prefix = "job.strategy.backups.cozystack.io/parameter/";
        BackupRecord record = BackupRecords.of(Samples.view(
                Kinds.BACKUP, "b", "{'spec':{'driverMetadata':{'" + prefix + "a':'1','other/parameter/b':'2'}}}"));

        assertThat(BackupRecords.parameterPrefix(Samples.JOB_TYPE)).isEqualTo(prefix);
        assertThat(BackupRecords.parameters(record, Samples.JOB_TYPE)).isEqualTo(Map.of("a", "1"));
    }
}
