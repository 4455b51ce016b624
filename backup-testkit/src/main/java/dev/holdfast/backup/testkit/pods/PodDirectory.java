package dev.holdfast.backup.testkit.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pod's place on disk: its volumes and one directory per container. */
final class PodDirectory {
    private final Path directory;
    private final Path claims;

    /** A pod's place at {@code directory}; claims live apart, because they outlive pods. */
    PodDirectory(Path directory, Path claims) {
        this.directory = directory;
        this.claims = claims;
    }

    /** Makes the volumes real; existing ones keep what is in them, files are written anew. */
    Map<String, Path> realise(Map<String, VolumePlan> volumes) {
        Map<String, Path> places = new LinkedHashMap<>();
        volumes.forEach((name, plan) -> {
            Path place = directory.resolve("volumes").resolve(name);
            if (plan instanceof VolumePlan.Claim claim) {
                place = claims.resolve(claim.namespace()).resolve(claim.name());
            }
            openDirectory(place);
            if (plan instanceof VolumePlan.Files files) {
                write(place, files);
            }
            places.put(name, place);
        });
        return places;
    }

    /** The directory of a container, made when absent. */
    Path container(String name) {
        Path place = directory.resolve("containers").resolve(name);
        create(place);
        return place;
    }

    /** Removes everything of the pod but the content of claims. */
    void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new Remover());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the pod directory " + directory, e);
        }
    }

    /** Makes a directory that any user of a container may write to. */
    static void openDirectory(Path place) {
        if (Files.isDirectory(place)) {
            return;
        }
        create(place);
        permit(place, 0777);
    }

    static void permit(Path path, int mode) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(symbolic(mode)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set the permissions of " + path, e);
        }
    }

    private static void create(Path place) {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + place, e);
        }
    }

    private static void write(Path place, VolumePlan.Files files) {
        files.files().forEach((name, content) -> {
            Path file = place.resolve(name).normalize();
            if (!file.startsWith(place)) {
                throw PlanRefusal.config("a volume file must stay inside its volume: " + name);
            }
            create(file.getParent() == null ? place : file.getParent());
            try {
                Files.deleteIfExists(file);
                Files.write(file, content.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the volume file " + file, e);
            }
            permit(file, content.mode());
        });
    }

    private static String symbolic(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        return text.toString();
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
