package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.ResourceKind;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreReads;
import dev.holdfast.backup.spi.StoreUse;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Passes every read on. */
abstract class DelegatingReads implements Reads {

    private final Reads reads;

    DelegatingReads(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Optional<GenericKubernetesResource> get(ObjectRef ref) {
        return reads.get(ref);
    }

    @Override
    public List<GenericKubernetesResource> list(ResourceKind kind, String label, String value) {
        return reads.list(kind, label, value);
    }

    @Override
    public String explain(GenericKubernetesResource object) {
        return reads.explain(object);
    }

    @Override
    public StoreReads store(StoreUse use) {
        return reads.store(use);
    }

    @Override
    public boolean hasKeys(SecretUse use) {
        return reads.hasKeys(use);
    }

    @Override
    public boolean sameData(SecretUse one, SecretUse other) {
        return reads.sameData(one, other);
    }

    @Override
    public boolean serves(ResourceKind kind, String fieldPath) {
        return reads.serves(kind, fieldPath);
    }

    @Override
    public InstantSource clock() {
        return reads.clock();
    }

    @Override
    public String childName(String base, int max) {
        return reads.childName(base, max);
    }
}
