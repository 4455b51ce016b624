package dev.holdfast.backup.it.engine;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A driver whose plans and checks a test writes; its strategies are those of {@link CopyDriver}. */
record ScriptedDriver(
        Function<BackupRequest, Planning> backups,
        Function<RestoreRequest, Planning> restores,
        Function<ReclaimRequest, Planning> reclaims,
        Map<String, Check> checks)
        implements BackupDriver {

    static ScriptedDriver backingUp(Function<BackupRequest, Planning> plan) {
        return new ScriptedDriver(plan, r -> unsupported(), r -> unsupported(), Map.of());
    }

    static ScriptedDriver backingUp(Stage... stages) {
        return backingUp(r -> RunPlan.of(stages));
    }

    private static Planning unsupported() {
        return Failed.failed("Unsupported", "not in this test");
    }

    ScriptedDriver restoring(Function<RestoreRequest, Planning> plan) {
        return new ScriptedDriver(backups, plan, reclaims, checks);
    }

    ScriptedDriver reclaiming(Function<ReclaimRequest, Planning> plan) {
        return new ScriptedDriver(backups, restores, plan, checks);
    }

    ScriptedDriver check(String name, Check check) {
        Map<String, Check> more = new HashMap<>(checks);
        more.put(name, check);
        return new ScriptedDriver(backups, restores, reclaims, more);
    }

    /** A world with an application, and a class that has it backed up by this driver. */
    World world() {
        List<CustomResourceDefinition> crds = new ArrayList<>(World.ourCrds());
        crds.add(Serialization.unmarshal(CopyDriver.CRD, CustomResourceDefinition.class));
        World world = World.on(crds, List.of(this));
        world.apply(Manifests.application("db"));
        world.apply(CopyDriver.STRATEGY);
        world.apply(Backups.classFor("strategy.backups.cozystack.io", "Copy", ""));
        return world;
    }

    @Override
    public DriverDescriptor descriptor() {
        return DriverDescriptor.of("strategy.backups.cozystack.io", "Copy", CopyDriver.Spec.class)
                .uses("apps.cozystack.io/v1alpha1/Database", "get list watch")
                .uses("batch/v1/Job", "get list watch create delete")
                .uses("v1/Pod", "get list watch")
                .uses("v1/ConfigMap", "get list watch create delete")
                .uses("example.com/v1/Dump", "get list watch create delete");
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return backups.apply(request);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        return restores.apply(request);
    }

    @Override
    public Planning planReclaim(ReclaimRequest request) {
        return reclaims.apply(request);
    }
}
