package dev.holdfast.backup.it.real;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The API server refuses with our definitions what it accepts with the upstream ones. No engine looks at these objects. */
class RefusalsTest {

    @Nested
    @OnCluster(CrdSet.OURS)
    class OnOurs {
        @ParameterizedTest
        @EnumSource
        void isRefused(Refusal refusal, Platform platform) {
            Attempt attempt = new Attempt(platform, refusal);
            if (refusal.patch().isPresent()) {
                attempt.create();
            }
            assertThatThrownBy(refusal.patch().isPresent() ? attempt::change : attempt::create)
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> org.assertj.core.api.Assertions.assertThat(e.getCode())
                                    .isEqualTo(422));
        }
    }

    @Nested
    @OnCluster(CrdSet.UPSTREAM)
    class OnUpstream {
        @ParameterizedTest
        @EnumSource
        void isAccepted(Refusal refusal, Platform platform) {
            Attempt attempt = new Attempt(platform, refusal);
            attempt.create();
            assertThatCode(() -> refusal.patch().ifPresent(p -> attempt.change()))
                    .doesNotThrowAnyException();
        }
    }

    private static final class Attempt {
        private final KubernetesClient client;
        private final Refusal refusal;
        private final String namespace;
        private final String name;

        Attempt(Platform platform, Refusal refusal) {
            this.client = platform.client;
            this.refusal = refusal;
            this.namespace = platform.unique("schema-");
            this.name = refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }

        void create() {
            client.load(new ByteArrayInputStream(
                            refusal.manifest(namespace, name).getBytes(StandardCharsets.UTF_8)))
                    .resources()
                    .forEach(NonDeletingOperation::create);
        }

        void change() {
            var object = client.genericKubernetesResources(RealManifests.apiVersion(refusal.kind), refusal.kind)
                    .inNamespace(namespace)
                    .withName(name);
            PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
            String patch = refusal.patch().orElseThrow();
            if (refusal.isOfStatus()) {
                object.subresource("status").patch(merge, patch);
            } else {
                object.patch(merge, patch);
            }
        }
    }
}
