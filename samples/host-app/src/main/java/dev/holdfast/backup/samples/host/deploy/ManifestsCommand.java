package dev.holdfast.backup.samples.host.deploy;

import dev.holdfast.backup.samples.host.access.Access;
import dev.holdfast.backup.samples.host.access.AccountOptions;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.samples.host.cli.YamlDocuments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code manifests}: prints what runs this program in a cluster, next to {@code crds} and {@code rbac}. */
@Command(
        name = "manifests",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what runs this program in a cluster.",
            "A Namespace, a ServiceAccount, the bindings of its roles (see 'rbac'), and a Deployment with two replicas "
                    + "under the Pod Security level 'restricted'."
        })
public final class ManifestsCommand implements Callable<Integer> {

    @Mixin
    private AccountOptions options = new AccountOptions();

    @Option(
            names = "--image",
            defaultValue = "holdfast/host-app:0.1.0",
            paramLabel = "IMAGE",
            description = {
                "Image with a Java 17 runtime and this program as /app/host-app.jar",
                "(default: ${DEFAULT-VALUE})."
            })
    private String image = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Access access = options.access();
        YamlDocuments.print(spec.commandLine().getOut(), Manifests.of(access, image));
        return ExitCodes.OK;
    }
}
