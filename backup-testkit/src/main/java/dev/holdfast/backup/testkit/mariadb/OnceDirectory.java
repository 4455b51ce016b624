package dev.holdfast.backup.testkit.mariadb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that are made once, also when several processes try at the same time. */
final class OnceDirectory {

    private OnceDirectory() {}

    /** Fills an empty directory. */
    interface Filler {
        /** Writes the content. */
        void fill(Path directory) throws IOException;
    }

    /**
     * Makes {@code target} unless it exists: filled under another name, then renamed in one step. Others that want the
     * same wait for it, whether in this JVM or in another.
     */
    static synchronized void make(Path target, Filler filler) throws IOException {
        Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(target)) {
                Path part = target.resolveSibling(target.getFileName() + ".part");
                delete(part);
                Files.createDirectory(part);
                filler.fill(part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Copies a directory with everything in it. */
    static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Deletes a directory with everything in it; nothing happens when it does not exist. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
