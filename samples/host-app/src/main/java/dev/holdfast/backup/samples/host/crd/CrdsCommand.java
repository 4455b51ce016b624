package dev.holdfast.backup.samples.host.crd;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.samples.host.cli.DriverOptions;
import dev.holdfast.backup.samples.host.cli.ExitCodes;
import dev.holdfast.backup.samples.host.cli.YamlDocuments;
import dev.holdfast.backup.spi.BackupDriver;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code crds}: prints what has to be installed before anything else. */
@Command(
        name = "crds",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the CustomResourceDefinitions.",
            "Those of the core kinds, of grants for restores across namespaces, and of the loaded drivers' strategies, as YAML."
        })
public final class CrdsCommand implements Callable<Integer> {

    @Mixin
    private DriverOptions drivers = new DriverOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<CustomResourceDefinition> all = new ArrayList<>(CoreCrds.all());
        all.add(CoreCrds.restoreGrants());
        drivers.drivers().all().stream()
                .sorted(Comparator.comparing(
                        driver -> driver.descriptor().strategyType().toString()))
                .forEach(driver -> strategy(driver).ifPresent(all::add));
        YamlDocuments.print(spec.commandLine().getOut(), all);
        return ExitCodes.OK;
    }

    private Optional<CustomResourceDefinition> strategy(BackupDriver driver) {
        Optional<CustomResourceDefinition> crd = DriverCrds.of(driver);
        if (crd.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("warning: the driver for "
                            + driver.descriptor().strategyType()
                            + " brings no definition of its strategy kind; install it as its author says");
        }
        return crd;
    }
}
