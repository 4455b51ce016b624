package dev.holdfast.backup.testkit.pods;

import dev.holdfast.backup.testkit.pods.ContainerPlan.Mount;
import dev.holdfast.backup.testkit.pods.ContainerPlan.RunAs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a container's spec into a plan. Pure but for what it reads through the source. */
final class ContainerPlanner {
    private static final String DEFAULT_TERMINATION_PATH = "/dev/termination-log";

    private ContainerPlanner() {}

    /**
     * Plans one container of the pod.
     *
     * @throws PlanRefusal when something that the spec refers to is missing or not supported
     */
    static ContainerPlan plan(Pod pod, Container container, LocalImage image, ConfigSource source) {
        if ("Always".equals(container.getRestartPolicy())) {
            throw PlanRefusal.config("container \"" + container.getName()
                    + "\": the process runner does not run init containers that stay (restartPolicy Always)");
        }
        Map<String, String> environment = new EnvironmentPlanner(pod, source).environment(container);
        return new ContainerPlan(
                image,
                argv(container, image, environment),
                environment,
                Optional.ofNullable(container.getWorkingDir()).filter(directory -> !directory.isEmpty()),
                mounts(pod, container, environment),
                Optional.ofNullable(container.getTerminationMessagePath())
                        .filter(path -> !path.isEmpty())
                        .orElse(DEFAULT_TERMINATION_PATH),
                runAs(pod, container));
    }

    private static List<String> argv(Container container, LocalImage image, Map<String, String> environment) {
        List<String> argv = new ArrayList<>();
        if (container.getCommand().isEmpty()) {
            argv.addAll(image.entrypoint());
        }
        container.getCommand().forEach(word -> argv.add(VariableExpansion.expand(word, environment)));
        container.getArgs().forEach(word -> argv.add(VariableExpansion.expand(word, environment)));
        if (argv.isEmpty()) {
            throw PlanRefusal.config("no command specified: neither the container nor the image table entry of \""
                    + container.getImage() + "\" says what to run");
        }
        return List.copyOf(argv);
    }

    private static List<Mount> mounts(Pod pod, Container container, Map<String, String> environment) {
        List<Mount> mounts = new ArrayList<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            if (VolumePlanner.isApiAccess(mount.getName())) {
                continue;
            }
            if (pod.getSpec().getVolumes().stream()
                    .noneMatch(volume -> volume.getName().equals(mount.getName()))) {
                throw PlanRefusal.config("cannot find volume \"" + mount.getName() + "\" to mount into container \""
                        + container.getName() + "\"");
            }
            String subPath = mount.getSubPathExpr() == null
                    ? Optional.ofNullable(mount.getSubPath()).orElse("")
                    : VariableExpansion.expand(mount.getSubPathExpr(), environment);
            if (subPath.startsWith("/") || Path.of(subPath).normalize().startsWith("..")) {
                throw PlanRefusal.config("subPath \"" + subPath + "\" must stay inside its volume");
            }
            String path = Path.of("/").resolve(mount.getMountPath()).normalize().toString();
            mounts.add(new Mount(mount.getName(), path, subPath, Boolean.TRUE.equals(mount.getReadOnly())));
        }
        return List.copyOf(mounts);
    }

    private static Optional<RunAs> runAs(Pod pod, Container container) {
        var ofPod = Optional.ofNullable(pod.getSpec().getSecurityContext());
        var ofContainer = Optional.ofNullable(container.getSecurityContext());
        Optional<Long> user = ofContainer
                .map(context -> context.getRunAsUser())
                .or(() -> ofPod.map(context -> context.getRunAsUser()));
        Optional<Long> group = ofContainer
                .map(context -> context.getRunAsGroup())
                .or(() -> ofPod.map(context -> context.getRunAsGroup()));
        return user.map(uid -> new RunAs(uid, group.orElse(0L)));
    }
}
