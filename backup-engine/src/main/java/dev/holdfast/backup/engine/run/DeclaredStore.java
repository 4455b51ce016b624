package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.SecretUse;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The store that strategy annotations describe, each overridden by the class parameter of the same key; values are templates.
 * Pure but for the rendering given in.
 */
final class DeclaredStore {

    private static final String PREFIX = "store.backups.cozystack.io/";
    private static final Set<String> KEYS = Set.of(
            Annotations.STORE_ENDPOINT,
            Annotations.STORE_BUCKET,
            Annotations.STORE_REGION,
            Annotations.STORE_PREFIX,
            Annotations.STORE_SECRET_NAME,
            Annotations.STORE_CA_SECRET_NAME,
            Annotations.STORE_PATH_STYLE,
            Annotations.STORE_CHECKSUM_MODE);

    private DeclaredStore() {}

    /**
     * Reads the settings.
     *
     * @param render renders one template of the strategy
     * @throws RefusedException if a key is unknown or one that is needed is missing
     */
    static Optional<StoreUse> of(
            Strategy strategy, Map<String, String> parameters, BiFunction<Strategy, String, String> render) {
        Map<String, String> settings = new HashMap<>();
        take(strategy.annotations(), settings);
        take(parameters, settings);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw refused(strategy, key + " is not a known setting");
            }
        }
        Map<String, String> values = new HashMap<>();
        settings.forEach((key, template) -> values.put(key, render.apply(strategy, template)));
        String checksumMode = values.getOrDefault(Annotations.STORE_CHECKSUM_MODE, "auto");
        if (!Set.of("auto", "required", "supported").contains(checksumMode)) {
            throw refused(strategy, Annotations.STORE_CHECKSUM_MODE + " must be auto, required or supported");
        }
        String endpoint = values.getOrDefault(Annotations.STORE_ENDPOINT, "");
        boolean tenants = settings.getOrDefault(Annotations.STORE_ENDPOINT, "").contains(".Application");
        return Optional.of(new StoreUse(
                endpoint,
                require(strategy, values, Annotations.STORE_BUCKET),
                values.getOrDefault(Annotations.STORE_PREFIX, ""),
                Optional.ofNullable(values.get(Annotations.STORE_REGION)),
                flag(strategy, values, !endpoint.isEmpty()),
                checksumMode,
                SecretUse.of(require(strategy, values, Annotations.STORE_SECRET_NAME)),
                Optional.ofNullable(values.get(Annotations.STORE_CA_SECRET_NAME))
                        .map(n -> SecretUse.of(n, "ca.crt")),
                StoreUse.Access.READ,
                tenants ? StoreUse.ChosenBy.TENANT : StoreUse.ChosenBy.ADMIN));
    }

    private static void take(Map<String, String> from, Map<String, String> into) {
        from.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                into.put(key, value);
            }
        });
    }

    private static String require(Strategy strategy, Map<String, String> values, String key) {
        String value = values.getOrDefault(key, "");
        if (value.isBlank()) {
            throw refused(strategy, key + " is needed to use a store");
        }
        return value;
    }

    private static boolean flag(Strategy strategy, Map<String, String> values, boolean byDefault) {
        String text = values.getOrDefault(Annotations.STORE_PATH_STYLE, Boolean.toString(byDefault));
        if (!text.equals("true") && !text.equals("false")) {
            throw refused(strategy, Annotations.STORE_PATH_STYLE + " must be true or false, not '" + text + "'");
        }
        return Boolean.parseBoolean(text);
    }

    private static RefusedException refused(Strategy strategy, String message) {
        return new RefusedException(Failed.failed(
                Reasons.INVALID_STRATEGY.wire(), "store settings of strategy " + strategy.name() + ": " + message));
    }
}
