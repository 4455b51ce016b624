package dev.holdfast.backup.engine.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file and marks its errors, so that a full disk is not taken for a broken connection. */
final class LocalFile extends OutputStream {

    private final Path path;
    private final OutputStream bytes;

    LocalFile(Path path) {
        this.path = path;
        try {
            this.bytes = Files.newOutputStream(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public void write(int single) {
        try {
            bytes.write(single);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        try {
            bytes.write(buffer, offset, length);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static UncheckedIOException failed(Path path, IOException cause) {
        return new UncheckedIOException("the file " + path + " cannot be written", cause);
    }
}
