package dev.holdfast.backup.it.cluster;

import static dev.holdfast.backup.it.cluster.WatchedApi.BACKUP_JOB;
import static dev.holdfast.backup.it.cluster.WatchedApi.JOB;
import static dev.holdfast.backup.it.cluster.WatchedApi.SECRET;
import static dev.holdfast.backup.it.cluster.WatchedApi.WIDGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.backup.api.Labels;
import dev.holdfast.backup.engine.cluster.FeedHealth;
import dev.holdfast.backup.engine.cluster.Lookup;
import dev.holdfast.backup.engine.work.Interest;
import dev.holdfast.backup.engine.work.WorkKey;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.testkit.api.AccessRule;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InformerFeedsTest {

    private static final WorkKey KEY = new WorkKey(WorkKey.Kind.RESTORE_JOB, "ns", "r");

    private WatchedApi watched = new WatchedApi(Set.of());

    @AfterEach
    void close() {
        watched.close();
    }

    private static WorkKey backupJob(String namespace, String name) {
        return new WorkKey(WorkKey.Kind.BACKUP_JOB, namespace, name);
    }

    private static Interest byName(ResourceKind kind, String name) {
        return new Interest.ByName(new ObjectRef(kind, "ns", name));
    }

    private void awaitSynced(ResourceKind kind) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(watched.state(kind)).isEqualTo(FeedHealth.State.SYNCED));
    }

    private void awaitWoken(WorkKey... keys) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(watched.woken).contains(keys));
    }

    private void watchWidgets() {
        watched.serve("Widget", "widgets", "example.org", "v1");
        watched.feeds.register(KEY, byName(WIDGET, "w"));
        awaitSynced(WIDGET);
        awaitWoken(KEY);
        watched.woken.clear();
    }

    @Test
    void anEventBetweenRegistrationAndReadWakes() {
        watchWidgets();

        assertThat(watched.feeds.register(KEY, byName(WIDGET, "w"))).isTrue();
        watched.widget("w");
        awaitWoken(KEY);
    }

    @Test
    void anOwnKindIsReadFromTheCacheOnceItIsSynced() {
        watched.backupJob("ns", "j", "{\"spec\":{\"a\":1}}");
        awaitSynced(BACKUP_JOB);
        awaitWoken(backupJob("ns", "j"));
        watched.api.clearRequests();

        ObjectRef ref = new ObjectRef(BACKUP_JOB, "ns", "j");
        assertThat(watched.feeds.read(ref).object().orElseThrow().<Object>get("spec", "a"))
                .isEqualTo(1);
        assertThat(watched.feeds.read(new ObjectRef(BACKUP_JOB, "ns", "none"))).isInstanceOf(Lookup.Absent.class);
        assertThat(watched.feeds.list(BACKUP_JOB, "ns", "", "")).hasSize(1);
        assertThat(watched.api.requests()).isEmpty();
    }

    @Test
    void aCutWatchGoesOn() {
        awaitSynced(BACKUP_JOB);
        watched.api.watches().cutAll();
        watched.backupJob("ns", "late", "{}");

        awaitWoken(backupJob("ns", "late"));
        awaitSynced(BACKUP_JOB);
    }

    @Test
    void aVersionThatIsTooOldIsListedAnew() {
        watched.backupJob("ns", "early", "{}");
        awaitWoken(backupJob("ns", "early"));
        awaitSynced(BACKUP_JOB);
        watched.woken.clear();
        watched.backupJob("ns", "between", "{}");
        watched.api.compact();
        watched.api.watches().expireAll();
        watched.backupJob("ns", "late", "{}");

        awaitWoken(backupJob("ns", "between"), backupJob("ns", "late"));
        awaitSynced(BACKUP_JOB);
        assertThat(watched.feeds.list(BACKUP_JOB, "", "", "")).hasSize(3);
    }

    @Test
    void aStrangeObjectHidesNoOther() {
        awaitSynced(BACKUP_JOB);
        watched.backupJob("ns", "strange", "{\"spec\":\"no object\",\"status\":[1,{\"phase\":{}}]}");
        watched.backupJob("other", "strange", "{\"spec\":null,\"status\":{\"phase\":\"Failed\",\"conditions\":7}}");
        watched.backupJob("ns", "good", "{}");

        awaitWoken(backupJob("ns", "strange"), backupJob("other", "strange"), backupJob("ns", "good"));
        assertThat(watched.feeds.list(BACKUP_JOB, "", "", "")).hasSize(3);
    }

    @Test
    void aKindThatComesLateIsPickedUp() {
        assertThat(watched.feeds.register(KEY, byName(WIDGET, "w"))).isFalse();
        assertThat(watched.state(WIDGET)).isEqualTo(FeedHealth.State.NOT_SERVED);

        watched.serve("Widget", "widgets", "example.org", "v1");
        awaitSynced(WIDGET);
        awaitWoken(KEY);
        watched.woken.clear();
        assertThat(watched.feeds.register(KEY, byName(WIDGET, "w"))).isTrue();
        watched.widget("w");
        awaitWoken(KEY);
    }

    @Test
    void aKindThatMayNotBeListedIsSaidToBeAndPickedUpWhenItMay() {
        watched.serve("Widget", "widgets", "example.org", "v1");
        AccessRule rule = AccessRule.deny("list", "example.org", "widgets");
        watched.api.access().deny(rule);
        assertThat(watched.feeds.register(KEY, byName(WIDGET, "w"))).isFalse();
        assertThat(watched.state(WIDGET)).isEqualTo(FeedHealth.State.FORBIDDEN);

        watched.api.access().allow(rule);
        awaitSynced(WIDGET);
    }

    @Test
    void ownWritesAreReadBeforeTheFeedShowsThem() {
        watched.backupJob("ns", "j", "{}");
        awaitWoken(backupJob("ns", "j"));
        awaitSynced(BACKUP_JOB);
        ObjectRef ref = new ObjectRef(BACKUP_JOB, "ns", "j");
        watched.api.watches().holdAll();
        watched.feeds.wrote(watched.patch(BACKUP_JOB, "ns", "j", "{\"spec\":{\"n\":2}}"));
        watched.feeds.wrote(watched.backupJob("ns", "made", "{}"));
        watched.api.clearRequests();

        assertThat(watched.feeds.read(ref).object().orElseThrow().<Object>get("spec", "n"))
                .isEqualTo(2);
        assertThat(watched.feeds.list(BACKUP_JOB, "ns", "", "")).hasSize(2);
        watched.feeds.gone(ref);
        assertThat(watched.feeds.read(ref)).isInstanceOf(Lookup.Absent.class);
        assertThat(watched.feeds.list(BACKUP_JOB, "ns", "", "")).hasSize(1);
        assertThat(watched.api.requests()).isEmpty();
        watched.api.watches().releaseAll();
    }

    @Test
    void aChildWakesItsOwnerAndStrangersAreNotHeld() {
        awaitSynced(JOB);
        String child = "{\"metadata\":{\"labels\":{\"" + Labels.RUN_UID + "\":\"r\",\"" + Labels.OWNER_KIND
                + "\":\"BackupJob\",\"" + Labels.OWNER_NAME + "\":\"j\"}}," + JOB_SPEC + "}";
        watched.create("batch/v1", "Job", "ns", "stranger", "{" + JOB_SPEC + "}");
        watched.create("batch/v1", "Job", "ns", "child", child);

        awaitWoken(backupJob("ns", "j"));
        assertThat(watched.feeds.list(JOB, "ns", "", ""))
                .extracting(o -> o.getMetadata().getName())
                .containsExactly("child");
    }

    private static final String JOB_SPEC =
            "\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}";

    @Test
    void ofSecretsOnlyJournalsAreListedOrWatched() {
        awaitSynced(SECRET);
        ObjectRef lock = new ObjectRef(SECRET, "holdfast-system", "holdfast-lock-1");
        assertThat(watched.feeds.register(KEY, byName(SECRET, "password"))).isFalse();
        assertThat(watched.feeds.register(KEY, new Interest.ByName(lock))).isTrue();
        watched.create(
                "v1",
                "Secret",
                "holdfast-system",
                "holdfast-lock-1",
                "{\"metadata\":{\"labels\":{\"backups.cozystack.io/journal\":\"true\"}}}");

        awaitWoken(KEY, new WorkKey(WorkKey.Kind.JOURNAL, "holdfast-system", "holdfast-lock-1"));
        assertThat(watched.api.requests())
                .filteredOn(r -> r.toString().contains("/secrets"))
                .filteredOn(r -> List.of("list", "watch").contains(r.verb()))
                .extracting(LoggedRequest::toString)
                .allMatch(r -> r.contains("/namespaces/holdfast-system/") && r.contains("labelSelector"));
    }

    @Test
    void onlyTheServedNamespacesAreWatched() {
        watched.close();
        watched = new WatchedApi(Set.of("ns"));
        awaitSynced(BACKUP_JOB);
        watched.backupJob("other", "unseen", "{}");
        watched.backupJob("ns", "seen", "{}");

        awaitWoken(backupJob("ns", "seen"));
        assertThat(watched.woken).doesNotContain(backupJob("other", "unseen"));
        List<GenericKubernetesResource> all = watched.feeds.list(BACKUP_JOB, "", "", "");
        assertThat(all).hasSize(1);
        assertThat(watched.feeds.register(KEY, new Interest.ByName(new ObjectRef(BACKUP_JOB, "other", "unseen"))))
                .isFalse();
    }
}
