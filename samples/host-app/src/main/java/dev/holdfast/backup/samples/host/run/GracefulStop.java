package dev.holdfast.backup.samples.host.run;

import dev.holdfast.backup.samples.host.cli.ExitCodes;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on SIGTERM and SIGINT. */
final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private GracefulStop() {}

    /**
     * Runs these steps, each whatever became of the ones before, and ends the process: with 0, which a signal alone would not
     * give, or with 1 if a step failed.
     */
    static void onSignal(PrintWriter out, Runnable... steps) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(out, steps), "graceful-stop"));
    }

    private static void stop(PrintWriter out, Runnable... steps) {
        int exitCode = ExitCodes.OK;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("a step of the shutdown failed", e);
                exitCode = ExitCodes.FAILURE;
            }
        }
        out.println("stopped");
        out.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
