package dev.holdfast.backup.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Typed, bounded settings of a driver under one key prefix: from strategy annotations, overridden by class parameters of the
 * same key. Not thread-safe; made, asked and thrown away in one planning call. Ask for every key there is, then
 * {@link #refuseProblems()}: a key that nobody asked for is unknown, and refused.
 */
public final class Settings {

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final String prefix;

    private Settings(String prefix) {
        this.prefix = prefix;
    }

    /** Settings whose keys begin with {@code prefix}, such as {@code job.backups.cozystack.io/}. */
    public static Settings of(PlanContext context, String prefix) {
        return of(context.strategy(), context.parameters(), prefix);
    }

    /** The same from another strategy than the context's, such as the one that a Backup recorded. */
    public static Settings of(Optional<Strategy> strategy, Map<String, String> parameters, String prefix) {
        Settings settings = new Settings(prefix);
        strategy.ifPresent(s -> settings.take(s.annotations(), "annotation of strategy " + s.name()));
        settings.take(parameters, "parameter of the backup class");
        return settings;
    }

    private void take(Map<String, String> from, String origin) {
        from.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), value);
                origins.put(key.substring(prefix.length()), origin);
            }
        });
    }

    /** The text under {@code key}. */
    public Optional<String> text(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** A whole number from {@code min} to {@code max}; the default if the key is absent or its value is a problem. */
    public int integer(String key, int defaultValue, int min, int max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        try {
            int value = Integer.parseInt(text.get().trim());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            return problem(key, "a whole number from " + min + " to " + max, defaultValue);
        }
        return problem(key, "a whole number from " + min + " to " + max, defaultValue);
    }

    /** One of {@code choices}; the default if the key is absent or its value is a problem. */
    public String choice(String key, String defaultValue, String... choices) {
        Optional<String> text = text(key);
        if (text.isEmpty() || List.of(choices).contains(text.get())) {
            return text.orElse(defaultValue);
        }
        return problem(key, "one of " + String.join(", ", choices), defaultValue);
    }

    /** A comma-separated list whose items are among {@code choices}; the default if absent or a problem. */
    public List<String> choices(String key, List<String> defaultValue, String... choices) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        List<String> items = List.of(text.get().trim().split("\\s*,\\s*"));
        return List.of(choices).containsAll(items)
                ? items
                : problem(key, "a comma-separated list of " + String.join(", ", choices), defaultValue);
    }

    /** {@code true} or {@code false}; the default if the key is absent or its value is a problem. */
    public boolean flag(String key, boolean defaultValue) {
        return Boolean.parseBoolean(choice(key, Boolean.toString(defaultValue), "true", "false"));
    }

    /** A JSON object of texts; empty if the key is absent or its value is a problem. */
    public Map<String, String> map(String key) {
        Optional<String> text = text(key);
        return text.isEmpty()
                ? Map.of()
                : StrictJson.textMap(text.get()).orElseGet(() -> problem(key, "a JSON object of strings", Map.of()));
    }

    private <T> T problem(String key, String expected, T defaultValue) {
        problems.add(Problem.of(
                "InvalidStrategy",
                prefix + key + " (" + origins.get(key) + ") must be " + expected + ", not '" + values.get(key) + "'"));
        return defaultValue;
    }

    /** Adds a problem that the driver found in a value. */
    public void refuse(String key, String expected) {
        problem(key, expected, "");
    }

    /**
     * Ends planning if any value is wrong or any key unknown.
     *
     * @throws RefusedException {@code InvalidStrategy} with all of them
     */
    public void refuseProblems() {
        List<Problem> all = new ArrayList<>(problems);
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .map(key -> Problem.of(
                        "InvalidStrategy", prefix + key + " (" + origins.get(key) + ") is not a known setting"))
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw new RefusedException(new Failed(all));
        }
    }
}
