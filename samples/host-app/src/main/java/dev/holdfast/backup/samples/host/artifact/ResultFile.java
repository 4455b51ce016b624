package dev.holdfast.backup.samples.host.artifact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.storage.Transfer;
import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.S3Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the engine what a pod has moved: the JSON that it reads from a container's termination message. */
final class ResultFile {

    private ResultFile() {}

    static String json(S3Uri uri, Transfer transfer) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("apiVersion", CoreApi.API_VERSION).put("kind", "RunResult");
        result.putObject("artifact")
                .put("uri", uri.toString())
                .put("sizeBytes", transfer.size())
                .put("checksum", "sha256:" + transfer.sha256());
        return result.toString();
    }

    static void write(Path file, S3Uri uri, Transfer transfer) {
        try {
            Files.writeString(file, json(uri, transfer));
        } catch (IOException e) {
            throw CommandFailure.failure("the result cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
