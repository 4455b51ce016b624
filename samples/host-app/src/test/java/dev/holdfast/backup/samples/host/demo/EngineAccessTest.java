package dev.holdfast.backup.samples.host.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.Account;
import dev.holdfast.backup.samples.host.cli.LoadedDrivers;
import dev.holdfast.backup.testkit.api.LoggedRequest;
import dev.holdfast.backup.testkit.api.RequestInfo;
import dev.holdfast.backup.testkit.api.RequestTarget;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the engine really asks of a cluster, against the roles that this program prints for it. */
@ResourceLock("demo") // Two at a time are slow, not wrong.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class EngineAccessTest {

    private final Access access = Access.of(
            new Account(DemoObjects.ENGINE_NAMESPACE, "holdfast"),
            LoadedDrivers.find().all(),
            List.of(DemoObjects.APPLICATION_GROUP));

    @Test
    void thePrintedRolesAllowWhateverTheEngineDoesInTheDemo() throws Exception {
        DemoFiles files = DemoFiles.prepare();
        try (DemoEnvironment environment = DemoEnvironment.in(files);
                Progress progress = new Progress(new PrintWriter(Writer.nullWriter()), Clock.systemUTC(), false)) {
            DemoEnvironment.Parts parts = environment.start();
            assertThat(new Scenario(parts, progress, Clock.systemUTC()).play().failure())
                    .isEmpty();

            List<RequestInfo> asked = parts.api().requests().stream()
                    .map(LoggedRequest::info)
                    .filter(request -> request.user().equals(DemoEnvironment.ENGINE_USER))
                    .filter(request -> !request.target().resource().isEmpty())
                    .toList();

            assertThat(asked).isNotEmpty();
            assertThat(new TreeSet<>(asked.stream()
                            .filter(request -> !allowed(request))
                            .map(request -> request.verb() + " " + request.path())
                            .toList()))
                    .isEmpty();
        } finally {
            files.delete();
        }
    }

    private boolean allowed(RequestInfo request) {
        Stream<PolicyRule> everywhere = access.everywhere().stream().flatMap(role -> role.getRules().stream());
        Stream<PolicyRule> here = access.inNamespaces().stream()
                .filter(role -> role.getMetadata()
                        .getNamespace()
                        .equals(request.target().namespace()))
                .flatMap(role -> role.getRules().stream());
        return Stream.concat(everywhere, here).anyMatch(rule -> allows(rule, request));
    }

    private static boolean allows(PolicyRule rule, RequestInfo request) {
        RequestTarget target = request.target();
        String resource = target.resource() + (target.subresource().isEmpty() ? "" : "/" + target.subresource());
        return rule.getApiGroups().contains(target.group())
                && (rule.getResources().contains(resource)
                        || rule.getResources().contains("*"))
                && rule.getVerbs().contains(request.verb());
    }
}
