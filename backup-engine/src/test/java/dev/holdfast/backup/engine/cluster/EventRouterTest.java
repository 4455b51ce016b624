package dev.holdfast.backup.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.api.Names;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.InterestIndex;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventRouterTest {

    private static final String API = "backups.cozystack.io/v1alpha1";
    private static final ResourceKind BACKUP_JOB = new ResourceKind(API, "BackupJob");
    private static final ResourceKind BACKUP_CLASS = new ResourceKind(API, "BackupClass");
    private static final ResourceKind STRATEGY = new ResourceKind("strategy.example.org/v1", "Job");
    private static final ResourceKind JOB = new ResourceKind("batch/v1", "Job");
    private static final List<FeedSpec> SPECS = List.of(
            FeedSpec.own(BACKUP_JOB, WorkKey.Kind.BACKUP_JOB),
            FeedSpec.own(BACKUP_CLASS, WorkKey.Kind.BACKUP_CLASS),
            FeedSpec.strategy(STRATEGY),
            FeedSpec.child(JOB),
            FeedSpec.journals("engine", "backups.cozystack.io/journal", "holdfast-lock-"));

    private final List<GenericKubernetesResource> known = new ArrayList<>();
    private final InterestIndex index = new InterestIndex();
    private final EventRouter router = new EventRouter(SPECS, index, kind -> known.stream()
            .filter(o -> o.getKind().equals(kind.kind()) && o.getApiVersion().equals(kind.apiVersion()))
            .toList());

    private Set<WorkKey> added(GenericKubernetesResource object) {
        return router.keys(ObjectRef.of(object), Optional.empty(), Optional.of(object));
    }

    private static GenericKubernetesResource object(
            ResourceKind kind, String name, String uid, Map<String, String> labels) {
        return SampleObjects.of(kind.apiVersion(), kind.kind(), name, uid, "1", labels);
    }

    private static WorkKey key(WorkKey.Kind kind, String name) {
        return new WorkKey(kind, "ns", name);
    }

    @Test
    void anOwnObjectWakesItsOwnKey() {
        assertThat(added(object(BACKUP_JOB, "j", "u", Map.of()))).containsExactly(key(WorkKey.Kind.BACKUP_JOB, "j"));
    }

    @Test
    void aStrategyWakesEveryClassAndWhoWaitsForIt() {
        known.add(object(BACKUP_CLASS, "c1", "u1", Map.of()));
        known.add(object(BACKUP_CLASS, "c2", "u2", Map.of()));
        WorkKey waiting = key(WorkKey.Kind.BACKUP_JOB, "waiting");
        index.register(waiting, new Interest.ByName(new ObjectRef(STRATEGY, "ns", "s")));

        assertThat(added(object(STRATEGY, "s", "u", Map.of())))
                .containsExactlyInAnyOrder(
                        key(WorkKey.Kind.BACKUP_CLASS, "c1"), key(WorkKey.Kind.BACKUP_CLASS, "c2"), waiting);
    }

    @Test
    void aChildWakesItsOwnerAndTheJournalOfItsRun() {
        GenericKubernetesResource journal = SampleObjects.of(
                "v1",
                "Secret",
                "holdfast-lock-1",
                "s",
                "1",
                Map.of(Labels.RUN_UID, "r1", "backups.cozystack.io/journal", "true"));
        journal.getMetadata().setNamespace("engine");
        known.add(journal);

        assertThat(added(object(JOB, "x", "u", child("j", "o"))))
                .containsExactlyInAnyOrder(
                        key(WorkKey.Kind.BACKUP_JOB, "j"),
                        new WorkKey(WorkKey.Kind.JOURNAL, "engine", "holdfast-lock-1"));
    }

    @Test
    void anOwnerWhoseNameIsTooLongForALabelIsFoundByItsUid() {
        String name = "n".repeat(100);
        known.add(object(BACKUP_JOB, name, "o", Map.of()));

        assertThat(added(object(JOB, "x", "u", child(Names.labelValue(name), "o"))))
                .containsExactly(key(WorkKey.Kind.BACKUP_JOB, name));
    }

    private static Map<String, String> child(String owner, String uid) {
        return Map.of(
                Labels.RUN_UID, "r1", Labels.OWNER_KIND, "BackupJob", Labels.OWNER_NAME, owner, Labels.OWNER_UID, uid);
    }

    @Test
    void aStrangersJobWakesNobody() {
        assertThat(added(object(JOB, "x", "u", Map.of("app", "y")))).isEmpty();
    }

    @Test
    void aHostsChangeFindsTheSameKeysWithoutACache() {
        LiveFeeds feeds = new LiveFeeds(new LeaseServer().new Client(), SPECS, Set.of(JOB));
        WorkKey waiting = key(WorkKey.Kind.RESTORE_JOB, "w");
        boolean jobs = feeds.register(waiting, new Interest.ByLabel(JOB, "ns", "app", "y"));
        boolean strategies = feeds.register(waiting, new Interest.ByName(new ObjectRef(STRATEGY, "ns", "s")));

        assertThat(jobs).isTrue();
        assertThat(strategies).isFalse();
        assertThat(feeds.affectedBy(Optional.of(object(JOB, "x", "u", Map.of("app", "y"))), Optional.empty()))
                .containsExactly(waiting);
        assertThat(feeds.affectedBy(Optional.empty(), Optional.of(object(JOB, "x", "u", child("j", "o")))))
                .containsExactly(key(WorkKey.Kind.BACKUP_JOB, "j"));
    }
}
