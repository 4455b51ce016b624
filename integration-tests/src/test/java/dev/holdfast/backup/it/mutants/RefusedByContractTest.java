package dev.holdfast.backup.it.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import dev.holdfast.backup.spi.StageContext;
import dev.holdfast.backup.spi.Target;
import dev.holdfast.backup.spi.VerifyRequest;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Client;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mistakes that the contract does not let a driver make. */
class RefusedByContractTest {

    /**
     * One of them.
     *
     * @param mistake in words
     * @param refusedWith part of what the exception says
     * @param attempt to make it
     */
    record Refusal(String mistake, String refusedWith, ThrowingCallable attempt) {}

    static List<Refusal> refusals() {
        ObjectNode generated = manifest();
        generated.withObject("/metadata").put("generateName", "backup-");
        return List.of(
                new Refusal(
                        "a child with a generated name",
                        "generateName makes a second object when an answer is lost",
                        () -> new StageAction.Create(generated)),
                new Refusal(
                        "a child without a name",
                        "a manifest to create needs /metadata/name",
                        () -> new StageAction.Create(JsonNodeFactory.instance
                                .objectNode()
                                .put("apiVersion", "v1")
                                .put("kind", "ConfigMap"))),
                new Refusal(
                        "a change of an object's status",
                        "without status",
                        () -> Stage.patch(
                                "p",
                                target(),
                                JsonNodeFactory.instance.objectNode().put("status", "x"))),
                new Refusal(
                        "a change of an object's identity",
                        "a patch may not change metadata.finalizers",
                        () -> Stage.patch("p", target(), finalizers())),
                new Refusal(
                        "two stages that would share a child's name",
                        "two stages are named 'one'",
                        () -> RunPlan.of(Stage.await("one"), Stage.await("one"))),
                new Refusal("a stage without an end", "must be positive", () -> Stage.await("one")
                        .within(Duration.ZERO)));
    }

    private static ObjectNode manifest() {
        ObjectNode manifest =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        manifest.putObject("metadata").put("name", "a");
        return manifest;
    }

    private static ObjectNode finalizers() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("metadata").putArray("finalizers");
        return fields;
    }

    private static Target target() {
        return Target.of(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("tenant-a")
                .withName("a")
                .withUid("u")
                .endMetadata()
                .build());
    }

    @TestFactory
    Stream<DynamicTest> isRefused() {
        return refusals().stream()
                .map(r -> DynamicTest.dynamicTest(r.mistake(), () -> assertThatThrownBy(r.attempt())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(r.refusedWith())));
    }

    @Test
    void nothingThatADriverIsHandedCanWrite() {
        List<Class<?>> handed = List.of(
                Reads.class,
                BackupRequest.class,
                RestoreRequest.class,
                ReclaimRequest.class,
                VerifyRequest.class,
                StageContext.class);

        assertThat(handed.stream().flatMap(c -> Arrays.stream(c.getMethods())))
                .extracting(Method::getReturnType)
                .noneMatch(Client.class::isAssignableFrom)
                .noneMatch(void.class::equals);
    }

    @Test
    void whatIsDeletedIsToldByTheUidOfAnObjectThatWasRead() {
        assertThat(Target.class.getMethods())
                .filteredOn(m -> m.getReturnType() == Target.class)
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("of", "ownedBy", "successorOf");
        String uid = target().match(of -> of.uid(), next -> "", owned -> owned.rootUid());
        assertThat(uid).isEqualTo("u");
    }
}
