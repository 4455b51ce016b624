package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.engine.storage.S3Uri;
import dev.holdfast.backup.samples.host.cli.CommandFailure;

/** The URI argument of both directions. */
final class ArtifactUri {

    private ArtifactUri() {}

    static S3Uri parse(String text) {
        return S3Uri.parse(text)
                .filter(uri -> !uri.isFolder())
                .orElseThrow(
                        () -> CommandFailure.usage("'" + text + "' is not the URI of one object, s3://bucket/key"));
    }
}
