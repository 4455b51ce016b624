package com.example.redis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.testkit.conformance.OperatorSimulator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Plays the operator: takes snapshots, loads them, and forgets a snapshot's data with its object. */
final class RedisOperator implements OperatorSimulator {

    static final String API = "redis.example.com/v1";

    /** Where work stops until it is let go on; or how it ends. */
    enum Mood {
        WELL,
        STOPPED,
        QUEUING,
        SLOW,
        ODD,
        FAILING,
        EMPTY_HANDED
    }

    private final KubernetesClient client;
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> snapshots = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.WELL;

    RedisOperator(KubernetesClient client) {
        this.client = client;
        watch("apps.example.com/v1", "Redis");
        watch(API, "RedisSnapshot");
        watch(API, "RedisLoad");
    }

    /** How it is from now on; what was left undone is done. */
    void is(Mood now) {
        mood = now;
        for (SharedIndexInformer<GenericKubernetesResource> informer : informers) {
            informer.getStore().list().forEach(this::wake);
        }
    }

    private MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(String apiVersion, String kind) {
        return client.genericKubernetesResources(apiVersion, kind);
    }

    private void watch(String apiVersion, String kind) {
        informers.add(all(apiVersion, kind).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                wake(object);
            }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                wake(after);
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean unknown) {
                keys.remove(object.getMetadata().getUid());
                snapshots.remove(url(object));
            }
        }));
    }

    private void wake(GenericKubernetesResource object) {
        try {
            work.execute(() -> step(object));
        } catch (RejectedExecutionException e) {
            // It was closed; what still happens is not its business.
        }
    }

    /** One step further, from what is stored now. */
    private void step(GenericKubernetesResource seen) {
        String uid = seen.getMetadata().getUid();
        if (seen.getKind().equals("Redis")) {
            keys.putIfAbsent(uid, "");
            return;
        }
        GenericKubernetesResource now = live(seen);
        if (now == null || !now.getMetadata().getUid().equals(uid) || mood == Mood.STOPPED) {
            return;
        }
        String phase = Optional.ofNullable(now.<String>get("status", "phase")).orElse("");
        switch (phase) {
            case "" -> report(now, Map.of("phase", "Queued"));
            case "Queued" -> begin(now);
            case "Working", "Shuffling" -> finish(now);
            default -> {}
        }
    }

    private GenericKubernetesResource live(GenericKubernetesResource seen) {
        return all(seen.getApiVersion(), seen.getKind())
                .inNamespace(seen.getMetadata().getNamespace())
                .withName(seen.getMetadata().getName())
                .get();
    }

    private void begin(GenericKubernetesResource object) {
        if (mood != Mood.QUEUING) {
            report(object, Map.of("phase", mood == Mood.ODD ? "Shuffling" : "Working"));
        }
    }

    private void finish(GenericKubernetesResource object) {
        String wanted = object.get("spec", "redisUid");
        Optional<String> redis = uidOf(object.getMetadata().getNamespace(), object.get("spec", "redis"))
                .filter(wanted::equals);
        boolean loads = object.getKind().equals("RedisLoad");
        Optional<String> source = loads
                ? Optional.ofNullable(snapshots.get(object.<String>get("spec", "url")))
                : redis.map(keys::get);
        if (mood == Mood.SLOW || mood == Mood.ODD) {
            return;
        }
        if (mood == Mood.FAILING || redis.isEmpty() || source.isEmpty()) {
            report(object, Map.of("phase", "Failed", "message", "there is nothing to copy"));
        } else if (mood == Mood.EMPTY_HANDED) {
            report(object, Map.of("phase", "Done"));
        } else if (loads) {
            keys.put(redis.get(), source.get());
            report(object, Map.of("phase", "Done"));
        } else {
            snapshots.put(url(object), source.get());
            report(object, Map.of("phase", "Done", "url", url(object), "takenAt", Instant.EPOCH.toString()));
        }
    }

    private static String url(GenericKubernetesResource snapshot) {
        return "redis-snapshot://" + snapshot.getMetadata().getUid();
    }

    private void report(GenericKubernetesResource object, Map<String, String> status) {
        object.setAdditionalProperty("status", new TreeMap<>(status));
        try {
            client.resource(object).updateStatus();
        } catch (KubernetesClientException e) {
            // It was changed or deleted meanwhile, of which an event tells, or the world has ended.
            if (e.getCode() != 404 && e.getCode() != 409 && !work.isShutdown()) {
                throw e;
            }
        }
    }

    private Optional<String> uidOf(String namespace, String name) {
        return Optional.ofNullable(all("apps.example.com/v1", "Redis")
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(redis -> redis.getMetadata().getUid());
    }

    @Override
    public void write(ApplicationRef application, String value) {
        keys.put(uidOf(application.namespace(), application.name()).orElseThrow(), value);
    }

    @Override
    public Optional<String> read(ApplicationRef application) {
        return uidOf(application.namespace(), application.name()).map(keys::get);
    }

    @Override
    public Optional<String> artifact(JsonNode backup) {
        return Optional.ofNullable(snapshots.get(backup.at("/status/artifact/uri").asText()));
    }

    @Override
    public void lose(JsonNode backup) {
        snapshots.remove(backup.at("/status/artifact/uri").asText());
        all(API, "RedisSnapshot")
                .inNamespace(backup.at("/metadata/namespace").asText())
                .withName(backup.at("/spec/driverMetadata/snapshot").asText())
                .delete();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        work.shutdownNow();
    }
}
