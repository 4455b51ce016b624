package dev.holdfast.backup.samples.host.artifact;

import dev.holdfast.backup.samples.host.cli.CommandFailure;
import picocli.CommandLine.Command;

/** {@code artifact}: groups the two directions. */
@Command(
        name = "artifact",
        mixinStandardHelpOptions = true,
        subcommands = {PutCommand.class, GetCommand.class},
        description = {"Moves one artifact between a file and an S3 store.", "Meant for pod templates."},
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY  the key pair, required",
            "  AWS_SESSION_TOKEN                         token of temporary credentials",
            "  S3_ENDPOINT                               URL of the store; Amazon's own without it",
            "  S3_REGION                                 region (default: us-east-1)",
            "  S3_CA                                     file with PEM certificates to trust instead of Java's"
        })
public final class ArtifactCommand implements Runnable {

    @Override
    public void run() {
        throw CommandFailure.usage("'artifact' needs a direction: 'artifact put' or 'artifact get'");
    }
}
