package dev.holdfast.backup.spi;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The drivers of an engine, one per strategy type. Immutable. Order never matters: two drivers for one type are an error, not
 * a choice.
 */
public final class Drivers {

    private final Map<StrategyType, BackupDriver> byType;
    private final List<String> failures;

    private Drivers(Map<StrategyType, BackupDriver> byType, List<String> failures) {
        this.byType = Map.copyOf(byType);
        this.failures = List.copyOf(failures);
    }

    /**
     * Finds the drivers that the class loader sees. A provider that cannot be loaded stops no other; it is reported in
     * {@link #failures()}.
     *
     * @throws IllegalStateException if two drivers answer for one strategy type, naming both classes and where they came from
     */
    public static Drivers discover(ClassLoader loader) {
        List<BackupDriver> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        var providers = ServiceLoader.load(BackupDriver.class, loader).stream().iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                found.add(described(providers.next().get()));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                String failure = e + (e.getCause() == null ? "" : ": " + e.getCause());
                if (failures.contains(failure)) {
                    break; // A loader that cannot even list its providers would say so for ever.
                }
                failures.add(failure);
            }
        }
        return new Drivers(index(found), failures);
    }

    private static BackupDriver described(BackupDriver driver) {
        try {
            driver.descriptor();
            return driver;
        } catch (LinkageError | RuntimeException e) {
            throw new ServiceConfigurationError(driver.getClass().getName() + " cannot tell its descriptor", e);
        }
    }

    /**
     * Exactly these drivers.
     *
     * @throws IllegalStateException if two answer for one strategy type
     */
    public static Drivers of(Collection<? extends BackupDriver> drivers) {
        return new Drivers(index(drivers), List.of());
    }

    /**
     * What {@link #discover} found under the class loader, with the given drivers in place of found ones of the same type.
     *
     * @throws IllegalStateException if two of the given ones answer for one strategy type
     */
    public Drivers with(Collection<? extends BackupDriver> explicit) {
        Map<StrategyType, BackupDriver> merged = new LinkedHashMap<>(byType);
        merged.putAll(index(explicit));
        return new Drivers(merged, failures);
    }

    private static Map<StrategyType, BackupDriver> index(Collection<? extends BackupDriver> drivers) {
        Map<StrategyType, BackupDriver> index = new LinkedHashMap<>();
        for (BackupDriver driver : drivers) {
            StrategyType type = driver.descriptor().strategyType();
            BackupDriver other = index.putIfAbsent(type, driver);
            if (other != null) {
                throw new IllegalStateException("two drivers for strategy kind " + type + ": " + origin(other) + " and "
                        + origin(driver) + "; remove one from the class path or give the wanted one by hand");
            }
        }
        return index;
    }

    private static String origin(BackupDriver driver) {
        CodeSource source = driver.getClass().getProtectionDomain().getCodeSource();
        return driver.getClass().getName() + " (" + (source == null ? "no jar" : source.getLocation()) + ")";
    }

    /** The driver for a strategy type. */
    public Optional<BackupDriver> find(StrategyType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** All of them, in no particular order. */
    public Collection<BackupDriver> all() {
        return byType.values();
    }

    /** Whether some driver answers for a kind of this API group: such a group is ours, its unknown kinds are errors. */
    public boolean ownsGroup(String group) {
        return byType.keySet().stream().anyMatch(type -> type.group().equals(group));
    }

    /** Providers that could not be loaded, a line each, naming class and cause. */
    public List<String> failures() {
        return failures;
    }

    /**
     * These drivers, if there are any.
     *
     * @throws IllegalStateException if there are none, saying where they were looked for and what could not be loaded
     */
    public Drivers requireAny(ClassLoader loader) {
        if (byType.isEmpty()) {
            throw new IllegalStateException(
                    "no backup driver found: " + loader + " sees no provider in META-INF/services/"
                            + BackupDriver.class.getName()
                            + "; add a driver jar to the class path or give drivers to the builder"
                            + (failures.isEmpty() ? "" : "; not loadable: " + String.join("; ", failures)));
        }
        return this;
    }
}
