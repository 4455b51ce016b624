package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.engine.storage.ObjectStore;
import dev.holdfast.backup.engine.storage.S3StoreOpener;
import dev.holdfast.backup.engine.storage.StoreCredentials;
import dev.holdfast.backup.engine.storage.StoreLocation;
import dev.holdfast.backup.engine.storage.StorePolicy;
import dev.holdfast.backup.engine.storage.StoreTimeouts;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.StoreUse.Access;
import dev.holdfast.backup.spi.StoreUse.ChosenBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The store that the environment describes. */
final class StoreSettings {

    private final Map<String, String> environment;

    StoreSettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Opens one bucket of it. Whoever wrote the pod template chose the store, so no policy stands in the way. */
    ObjectStore open(String bucket, Access access) {
        StoreLocation location = location(bucket);
        return Answers.orFail(new S3StoreOpener(StorePolicy.adminsOnly(), StoreTimeouts.defaults())
                .open(location, credentials(), access, ChosenBy.ADMIN));
    }

    private StoreLocation location(String bucket) {
        try {
            StoreLocation location = StoreLocation.of(value("S3_ENDPOINT").orElse(""), bucket, "")
                    .withRegion(value("S3_REGION").orElse(""));
            return value("S3_CA").map(file -> location.withCa(read(file))).orElse(location);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private StoreCredentials credentials() {
        return new StoreCredentials(
                required("AWS_ACCESS_KEY_ID"), required("AWS_SECRET_ACCESS_KEY"), value("AWS_SESSION_TOKEN"));
    }

    private String required(String name) {
        return value(name).orElseThrow(() -> CommandFailure.usage("the environment variable " + name + " is not set"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw CommandFailure.usage("the file " + file + ", which S3_CA names, cannot be read");
        }
    }
}
