package dev.holdfast.backup.testkit.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Collects the options of a {@link ProcessKubelet}. Not thread-safe. */
public final class ProcessKubeletBuilder {
    private final KubernetesClient client;
    private ImageTable images = ImageTable.builder().build();
    private HostsTable hosts = HostsTable.empty();
    private Optional<Path> workDirectory = Optional.empty();
    private InstantSource clock = Clock.systemUTC();
    private Isolation isolation = Isolation.AUTO;
    private String nodeName = "process-kubelet";
    private Duration restartBackoff = Duration.ofSeconds(10);

    ProcessKubeletBuilder(KubernetesClient client) {
        this.client = client;
    }

    /** What images stand for; default none, so that every pod waits with {@code ImagePullBackOff}. */
    public ProcessKubeletBuilder images(ImageTable table) {
        this.images = table;
        return this;
    }

    /** Names that containers can resolve; default none but {@code localhost}. */
    public ProcessKubeletBuilder hosts(HostsTable table) {
        this.hosts = table;
        return this;
    }

    /** Where pods and claims have their files; required. Made when absent; claims stay after {@link ProcessKubelet#close}. */
    public ProcessKubeletBuilder workDirectory(Path directory) {
        this.workDirectory = Optional.of(directory);
        return this;
    }

    /**
     * The time for status fields, deadlines, grace periods and back-offs; default the system's UTC clock. With a clock that
     * stands still none of these ends.
     */
    public ProcessKubeletBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** How mount paths are made; default {@link Isolation#AUTO}. */
    public ProcessKubeletBuilder isolation(Isolation choice) {
        this.isolation = choice;
        return this;
    }

    /** The node that this runner plays; default {@code process-kubelet}. */
    public ProcessKubeletBuilder nodeName(String name) {
        this.nodeName = name;
        return this;
    }

    /** The pause before the second restart of a container; doubles up to 32 times; default 10 seconds. */
    public ProcessKubeletBuilder restartBackoff(Duration pause) {
        this.restartBackoff = pause;
        return this;
    }

    /**
     * Starts the runner; returns when it has seen the pods that exist.
     *
     * @throws IllegalStateException when no work directory was given or the machine lacks what the isolation needs
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server cannot be read
     */
    public ProcessKubelet start() {
        return ProcessKubelet.start(client, this);
    }

    ImageTable images() {
        return images;
    }

    HostsTable hosts() {
        return hosts;
    }

    Path workDirectory() {
        return workDirectory.orElseThrow(
                () -> new IllegalStateException("the process runner needs ProcessKubeletBuilder.workDirectory"));
    }

    InstantSource clock() {
        return clock;
    }

    Isolation isolation() {
        return isolation;
    }

    String nodeName() {
        return nodeName;
    }

    Duration restartBackoff() {
        return restartBackoff;
    }
}
