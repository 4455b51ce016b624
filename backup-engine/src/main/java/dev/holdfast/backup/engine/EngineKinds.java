package dev.holdfast.backup.engine;

import dev.holdfast.backup.engine.cluster.FeedSpec;
import dev.holdfast.backup.engine.run.Journal;
import dev.holdfast.backup.engine.run.Kinds;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.ResourceUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The kinds whose objects an engine holds whole, given its drivers. Pure. */
final class EngineKinds {

    private EngineKinds() {}

    static List<FeedSpec> feeds(Drivers drivers, String engineNamespace) {
        List<FeedSpec> feeds = new ArrayList<>(List.of(
                FeedSpec.own(Kinds.BACKUP_CLASS, WorkKey.Kind.BACKUP_CLASS),
                FeedSpec.own(Kinds.BACKUP_JOB, WorkKey.Kind.BACKUP_JOB),
                FeedSpec.own(Kinds.RESTORE_JOB, WorkKey.Kind.RESTORE_JOB),
                FeedSpec.own(Kinds.BACKUP, WorkKey.Kind.BACKUP),
                FeedSpec.journals(engineNamespace, Journal.LABEL, Journal.NAME_PREFIX)));
        Set<ResourceKind> children = new LinkedHashSet<>(List.of(Kinds.JOB, Kinds.POD));
        for (BackupDriver driver : drivers.all()) {
            feeds.add(FeedSpec.strategy(new ResourceKind(
                    driver.descriptor().strategyType().group() + "/v1alpha1",
                    driver.descriptor().strategyType().kind())));
            driver.descriptor().resources().stream()
                    .filter(u -> u.verbs().contains("create") && u.verbs().contains("watch"))
                    .map(ResourceUse::kind)
                    .forEach(children::add);
        }
        children.forEach(kind -> feeds.add(FeedSpec.child(kind)));
        return feeds;
    }

    /** The kinds without which an engine is of no use. */
    static List<ResourceKind> core() {
        return List.of(Kinds.BACKUP_CLASS, Kinds.BACKUP_JOB, Kinds.BACKUP, Kinds.RESTORE_JOB);
    }
}
