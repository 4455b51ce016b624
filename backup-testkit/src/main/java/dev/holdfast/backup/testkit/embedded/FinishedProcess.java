package dev.holdfast.backup.testkit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A short command that ran to its end.
 *
 * @param exitCode 0 for success
 * @param output what it wrote, error output included
 */
public record FinishedProcess(int exitCode, String output) {

    /**
     * Runs a command with a text on its standard input and waits for its end.
     *
     * @throws UncheckedIOException when it cannot be started
     */
    public static FinishedProcess run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new FinishedProcess(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }

    /**
     * The output of a command that must succeed.
     *
     * @param name the command's name for the message
     * @throws IllegalStateException when it failed; the message holds its output
     */
    public String orThrow(String name) {
        if (exitCode != 0) {
            throw new IllegalStateException(name + " ended with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
