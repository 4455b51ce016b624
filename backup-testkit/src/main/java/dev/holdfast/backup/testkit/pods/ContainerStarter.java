package dev.holdfast.backup.testkit.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts planned containers on this machine. Owns the thread that forks them; thread-safe. */
final class ContainerStarter implements AutoCloseable {
    private final Launcher launcher;
    private final HostsTable hosts;
    private final ExecutorService spawner;

    ContainerStarter(HostTools tools, HostsTable hosts) {
        this.launcher = tools.unshare()
                .<Launcher>map(unshare -> new NamespaceLauncher(unshare, tools.privileged()))
                .orElseGet(RewriteLauncher::new);
        this.hosts = hosts;
        this.spawner = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "process-kubelet-spawner");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A started container and the files that tell what became of it. */
    record Started(ContainerProcess process, Path log, Path terminationLog, Path marker) {}

    /**
     * Starts one run of a container.
     *
     * @param directory the container's own directory, kept between runs
     * @param volumes places of the pod's volumes by name
     * @param attempt number of the run from 0; each has a log of its own
     * @throws PlanRefusal when the volumes do not fit the plan
     * @throws UncheckedIOException when this machine fails to do it
     */
    Started start(ContainerPlan plan, String podName, Path directory, Map<String, Path> volumes, int attempt) {
        Launch.Place place = Launch.Place.in(directory, volumes);
        Path log = log(directory, attempt);
        try {
            Files.deleteIfExists(place.startedMarker());
            Files.writeString(place.hosts(), hosts.render(podName));
            Files.writeString(place.terminationLog(), "");
            Files.writeString(log, "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files of a container in " + directory, e);
        }
        PodDirectory.permit(place.terminationLog(), 0666);
        Launch launch = launcher.prepare(plan, place);
        ContainerProcess process = ContainerProcess.start(launch, directory, log, spawner);
        return new Started(process, log, place.terminationLog(), place.startedMarker());
    }

    /** The log file of a run. */
    static Path log(Path directory, int attempt) {
        return directory.resolve(attempt + ".log");
    }

    /** Ends the forking thread; processes still running are killed by the kernel for it. */
    @Override
    public void close() {
        spawner.shutdown();
    }
}
