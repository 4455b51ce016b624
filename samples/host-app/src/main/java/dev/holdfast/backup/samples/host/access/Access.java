package dev.holdfast.backup.samples.host.access;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.DriverDescriptor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All roles around one engine. Pure.
 *
 * @param account who the engine is in the cluster
 * @param everywhere roles of the engine for the whole cluster
 * @param inNamespaces roles of the engine in one namespace each
 * @param people roles to be bound to people
 * @param peopleAtHome roles in the engine's namespace to be bound to people
 */
public record Access(
        Account account,
        List<ClusterRole> everywhere,
        List<Role> inNamespaces,
        List<ClusterRole> people,
        List<Role> peopleAtHome) {

    /** Copies the lists. */
    public Access {
        everywhere = List.copyOf(everywhere);
        inNamespaces = List.copyOf(inNamespaces);
        people = List.copyOf(people);
        peopleAtHome = List.copyOf(peopleAtHome);
    }

    /** Works them out for these drivers and these API groups of applications. */
    public static Access of(
            Account account, Collection<? extends BackupDriver> drivers, List<String> applicationGroups) {
        List<DriverDescriptor> descriptors = drivers.stream()
                .<DriverDescriptor>map(BackupDriver::descriptor)
                .sorted(Comparator.comparing(driver -> driver.strategyType().toString()))
                .toList();
        List<ClusterRole> everywhere = new ArrayList<>(List.of(EngineRoles.everywhere(applicationGroups)));
        List<Role> inNamespaces = new ArrayList<>(List.of(EngineRoles.atHome(account.namespace())));
        for (DriverDescriptor driver : descriptors) {
            everywhere.add(DriverRoles.everywhere(driver));
            inNamespaces.addAll(DriverRoles.elsewhere(driver));
        }
        return new Access(
                account,
                everywhere,
                inNamespaces,
                List.of(PeopleRoles.platformAdmin(descriptors), PeopleRoles.tenantView(), PeopleRoles.tenantAdmin()),
                List.of(PeopleRoles.platformAdminAtHome(account.namespace())));
    }

    /** Every role. */
    public List<HasMetadata> roles() {
        List<HasMetadata> all = new ArrayList<>(everywhere);
        all.addAll(inNamespaces);
        all.addAll(people);
        all.addAll(peopleAtHome);
        return all;
    }

    /** What binds the engine's roles to its account; people's roles are bound by the platform. */
    public List<HasMetadata> bindings() {
        Bindings bind = new Bindings(account.namespace(), account.serviceAccount());
        List<HasMetadata> all = new ArrayList<>();
        everywhere.forEach(role -> all.add(bind.of(role)));
        inNamespaces.forEach(role -> all.add(bind.of(role)));
        return all;
    }
}
