package dev.holdfast.backup.testkit.vault;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that the Vault platform knows. */
public enum VaultKind {
    /** The application as its tenant has it. */
    APPLICATION("apps.cozystack.io", "v1alpha1", "Vault", "vaults", true),
    /** How applications are backed up; cluster-scoped and only there to be read by a driver. */
    STRATEGY("strategy.backups.cozystack.io", "v1alpha1", "Vault", "vaults", false),
    /** What Helm installs for an application; bears its name with {@code vault-} in front. */
    HELM_RELEASE("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases", true),
    /** The operator's cluster; bears the name of the HelmRelease. */
    CLUSTER("vault.example.org", "v1", "VaultCluster", "vaultclusters", true),
    /** One member, owned by its cluster. */
    MEMBER("vault.example.org", "v1", "VaultMember", "vaultmembers", true),
    /** The claim of a member's volume, owned by the member. */
    VOLUME("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
    /** An order to copy a cluster's data into the operator's store. */
    BACKUP("vault.example.org", "v1", "VaultBackup", "vaultbackups", true);

    /** Label of members and claims; its value is the cluster's name. */
    public static final String CLUSTER_LABEL = "vault.example.org/cluster";

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    VaultKind(String group, String version, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** Group and version as manifests carry them. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The name of the kind in manifests. */
    public String kind() {
        return kind;
    }

    /** What a client needs to know to read the kind as generic resources. */
    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** Name of the definition; also that of its file. */
    String definition() {
        return plural + "." + group;
    }

    /** Where the objects of a namespaced kind are served. */
    String path(String namespace) {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion() + "/namespaces/" + namespace + "/" + plural;
    }
}
