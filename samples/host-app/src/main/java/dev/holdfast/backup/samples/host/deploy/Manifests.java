package dev.holdfast.backup.samples.host.deploy;

import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.Account;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All objects of an installation but roles and definitions, in the order in which they are applied. Pure. */
public final class Manifests {

    private static final Map<String, String> RESTRICTED =
            Map.of("pod-security.kubernetes.io/enforce", "restricted", "pod-security.kubernetes.io/warn", "restricted");

    private Manifests() {}

    /** The objects for this account and image. */
    public static List<HasMetadata> of(Access access, String image) {
        Account account = access.account();
        List<HasMetadata> all = new ArrayList<>();
        all.add(new NamespaceBuilder()
                .withNewMetadata()
                .withName(account.namespace())
                .withLabels(RESTRICTED)
                .endMetadata()
                .build());
        all.add(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(account.namespace())
                .withName(account.serviceAccount())
                .endMetadata()
                .build());
        all.addAll(access.bindings());
        all.add(new EngineDeployment(account, image).deployment());
        return all;
    }
}
