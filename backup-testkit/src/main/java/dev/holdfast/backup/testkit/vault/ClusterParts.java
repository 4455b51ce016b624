package dev.holdfast.backup.testkit.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Members and volumes of clusters. A part counts by the UID of its owner: a namesake's parts are another cluster's. */
final class ClusterParts {

    /** What the names of the claims that each member has begin with. */
    static final String DATA = "data-";

    private final VaultApi api;
    private final VaultStorage storage;

    ClusterParts(VaultApi api, VaultStorage storage) {
        this.api = api;
        this.storage = storage;
    }

    /** The claims of the cluster's members. */
    List<VaultObject> volumes(VaultObject cluster) {
        Set<String> members = members(cluster).stream().map(VaultObject::uid).collect(Collectors.toSet());
        return api.list(VaultKind.VOLUME, cluster.namespace(), cluster.name()).stream()
                .filter(volume -> volume.at("/metadata/ownerReferences")
                        .valueStream()
                        .anyMatch(owner -> members.contains(owner.path("uid").asText())))
                .toList();
    }

    /** What these volumes of one cluster hold, each of them all; empty if none was filled. */
    Optional<Rows> rows(List<VaultObject> volumes) {
        return volumes.stream()
                .flatMap(volume -> storage.volume(volume.uid()).stream())
                .findFirst();
    }

    /** What the cluster's volumes hold, if it says that it serves. */
    Optional<Rows> served(VaultObject cluster) {
        return cluster.isTrue("Available") ? rows(volumes(cluster)) : Optional.empty();
    }

    /**
     * Makes the members and volumes that are missing, and deletes members that are too many.
     *
     * @return what has to go first, because it bears a name that is needed; empty when all are there
     */
    Optional<String> complete(VaultObject cluster) {
        int replicas = cluster.at("/spec/replicas").asInt();
        for (int i = 0; i < replicas; i++) {
            VaultObject wanted = VaultManifests.member(cluster, i);
            Optional<VaultObject> member = have(VaultKind.MEMBER, wanted, cluster);
            if (member.isEmpty()) {
                return Optional.of("VaultMember " + wanted.name());
            }
            VaultObject claim = VaultManifests.volume(cluster, member.get(), DATA);
            if (have(VaultKind.VOLUME, claim, member.get()).isEmpty()) {
                return Optional.of("PersistentVolumeClaim " + claim.name());
            }
        }
        members(cluster).stream()
                .filter(member -> member.at("/spec/ordinal").asInt() >= replicas && !member.deleting())
                .forEach(member -> api.delete(VaultKind.MEMBER, member));
        return Optional.empty();
    }

    /** Gives the first member one more volume, with the same rows. */
    String addVolume(VaultObject cluster) {
        VaultObject member = members(cluster).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "VaultCluster " + cluster.name() + " has no member yet that a volume could be added to"));
        List<VaultObject> others = volumes(cluster);
        VaultObject volume =
                api.create(VaultKind.VOLUME, VaultManifests.volume(cluster, member, "extra" + others.size() + "-"));
        storage.fill(volume.uid(), rows(others).orElse(Rows.NONE));
        return volume.name();
    }

    private List<VaultObject> members(VaultObject cluster) {
        return api.list(VaultKind.MEMBER, cluster.namespace(), cluster.name()).stream()
                .filter(member -> member.ownedBy(cluster))
                .toList();
    }

    /** The part, made if its name is free; empty while another object, or one that is going, has the name. */
    private Optional<VaultObject> have(VaultKind kind, VaultObject wanted, VaultObject owner) {
        Optional<VaultObject> found = api.get(kind, wanted.namespace(), wanted.name());
        return found.isEmpty()
                ? Optional.of(api.create(kind, wanted))
                : found.filter(part -> part.ownedBy(owner) && !part.deleting());
    }
}
