package dev.holdfast.backup.driver.job;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreAnswer;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.StoredObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An empty cluster, and a store that gives the answers it was told to give. */
class FakeReads implements Reads {

    final List<StoreUse> opened = new ArrayList<>();
    StoreAnswer<StoredObject> head = new StoreAnswer.Refused<>(StoreAnswer.Refusal.NOT_FOUND, "no such key");
    StoreAnswer<List<StoredObject>> listing = new StoreAnswer.Found<>(List.of());

    @Override
    public Optional<GenericKubernetesResource> get(ObjectRef ref) {
        return Optional.empty();
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String label, String value) {
        return List.of();
    }

    @Override
    public String explain(GenericKubernetesResource object) {
        return "";
    }

    @Override
    public StoreReads store(StoreUse use) {
        opened.add(use);
        return new StoreReads() {
            @Override
            public StoreAnswer<StoredObject> head(String key) {
                return head;
            }

            @Override
            public StoreAnswer<List<StoredObject>> list(String prefix, int max) {
                return listing;
            }
        };
    }

    @Override
    public boolean hasKeys(SecretUse use) {
        return true;
    }

    @Override
    public boolean sameData(SecretUse one, SecretUse other) {
        return one.equals(other);
    }

    @Override
    public boolean serves(ResourceKind kind, String fieldPath) {
        return true;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-05-01T12:00:00Z"));
    }

    @Override
    public String childName(String base, int max) {
        return base;
    }
}
