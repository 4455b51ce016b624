package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import dev.holdfast.backup.spi.S3Uri;

/** The URI argument of both directions. */
final class ArtifactUri {

    private ArtifactUri() {}

    static S3Uri parse(String text) {
        return S3Uri.parse(text)
                .filter(uri -> !uri.isPrefix())
                .orElseThrow(
                        () -> CommandFailure.usage("'" + text + "' is not the URI of one object, s3://bucket/key"));
    }
}
