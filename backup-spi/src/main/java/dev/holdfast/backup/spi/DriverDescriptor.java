package dev.holdfast.backup.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver drives, reads and may answer. Immutable; each method returns a changed copy.
 *
 * @param strategyType the strategy kind it answers for
 * @param spec record that the rendered strategy spec is decoded into, strictly at the record levels
 * @param applications {@code group/Kind} of the applications it can back up; empty means any
 * @param options record of the RestoreJob options it takes besides the engine's own; empty means none
 * @param freeFormOptions whether any option is accepted as plain data
 * @param resources kinds it reads or creates
 * @param reasons reasons it may answer besides the engine's
 * @param resultOptional whether a backup plan may end without a result
 */
public record DriverDescriptor(
        StrategyType strategyType,
        Class<? extends Record> spec,
        Set<String> applications,
        Optional<Class<? extends Record>> options,
        boolean freeFormOptions,
        List<ResourceUse> resources,
        List<ReasonDoc> reasons,
        boolean resultOptional) {

    /** Copies the collections. */
    public DriverDescriptor {
        applications = Set.copyOf(applications);
        resources = List.copyOf(resources);
        reasons = List.copyOf(reasons);
    }

    /** A driver for one strategy kind, for any application, without options. */
    public static DriverDescriptor of(String group, String kind, Class<? extends Record> spec) {
        return new DriverDescriptor(
                new StrategyType(group, kind), spec, Set.of(), Optional.empty(), false, List.of(), List.of(), false);
    }

    /** Restricts it to applications of this kind; may be called more than once. */
    public DriverDescriptor application(String group, String kind) {
        Set<String> more = new HashSet<>(applications);
        more.add(group + "/" + kind);
        return new DriverDescriptor(
                strategyType, spec, more, options, freeFormOptions, resources, reasons, resultOptional);
    }

    /** Takes these RestoreJob options, decoded strictly. */
    public DriverDescriptor options(Class<? extends Record> type) {
        return new DriverDescriptor(
                strategyType, spec, applications, Optional.of(type), false, resources, reasons, resultOptional);
    }

    /** Takes any RestoreJob options as plain data. */
    public DriverDescriptor anyOptions() {
        return new DriverDescriptor(
                strategyType, spec, applications, Optional.empty(), true, resources, reasons, resultOptional);
    }

    /** Reads or creates this kind. */
    public DriverDescriptor uses(ResourceUse use) {
        List<ResourceUse> more = new ArrayList<>(resources);
        more.add(use);
        return new DriverDescriptor(
                strategyType, spec, applications, options, freeFormOptions, more, reasons, resultOptional);
    }

    /** Reads or creates this kind in the run's namespace; see {@link ResourceUse#of(String, String)}. */
    public DriverDescriptor uses(String kind, String verbs) {
        return uses(ResourceUse.of(kind, verbs));
    }

    /** May answer this reason. */
    public DriverDescriptor reason(String reason, String meaning) {
        List<ReasonDoc> more = new ArrayList<>(reasons);
        more.add(new ReasonDoc(reason, meaning));
        return new DriverDescriptor(
                strategyType, spec, applications, options, freeFormOptions, resources, more, resultOptional);
    }

    /** Its backup plans may end without a result: the Backup then says {@code ArtifactIdentified=False}. */
    public DriverDescriptor resultsOptional() {
        return new DriverDescriptor(
                strategyType, spec, applications, options, freeFormOptions, resources, reasons, true);
    }

    /** Whether applications of this kind are its business. */
    public boolean drives(String group, String kind) {
        return applications.isEmpty() || applications.contains(group + "/" + kind);
    }
}
