package dev.holdfast.backup.samples.host.access;

import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.samples.host.cli.YamlDocuments;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rbac}: prints roles and the bindings of the engine's account. */
@Command(
        name = "rbac",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the roles and the engine's bindings.",
            "Roles of the engine, of each loaded driver, of admins and of tenants; the first two are bound to the "
                    + "engine's account."
        })
public final class RbacCommand implements Callable<Integer> {

    @Mixin
    private AccountOptions options = new AccountOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Access access = options.access();
        List<HasMetadata> all = new ArrayList<>(access.roles());
        all.addAll(access.bindings());
        YamlDocuments.print(spec.commandLine().getOut(), all);
        return ExitCodes.OK;
    }
}
