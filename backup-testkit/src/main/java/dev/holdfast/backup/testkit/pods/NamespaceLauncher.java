package dev.holdfast.backup.testkit.pods;

import static java.util.Comparator.comparing;

import dev.holdfast.backup.testkit.pods.ContainerPlan.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs containers in mount and process namespaces of their own, see the package's description. */
final class NamespaceLauncher implements Launcher {
    private static final String LINKS = "/.holdfast/bin";
    private final List<String> unshare;
    private final boolean privileged;

    NamespaceLauncher(List<String> unshare, boolean privileged) {
        this.unshare = unshare;
        this.privileged = privileged;
    }

    @Override
    public Launch prepare(ContainerPlan plan, Launch.Place place) {
        Path links = SearchPath.links(plan.image(), place.directory());
        Path root = open(place, "root");
        ShellScript script = Launch.begin();
        RootTree tree = new RootTree(script, root, privileged);
        tree.base(open(place, "tmp"), open(place, "var-tmp"));
        tree.bindDirectory(links, LINKS);
        plan.image().directories().forEach(tree::reveal);
        plan.image().executables().forEach((name, real) -> {
            tree.reveal(real);
            if (name.startsWith("/")) {
                tree.bindFile(real, name);
            }
        });
        tree.bindFile(place.hosts(), "/etc/hosts");
        volumes(plan, place, tree);
        tree.bindFile(place.terminationLog(), plan.terminationPath());
        tree.directory(plan.workingDirectory().orElse("/"));
        Launch.supervise(script, place.startedMarker(), command(plan, root));
        // KILL on the runner's death reaches unshare, whose --kill-child ends the namespace's init and so everything in
        // it.
        List<String> wrapper = new ArrayList<>(List.of(HostTools.path("setpriv"), "--pdeathsig", "KILL", "--"));
        wrapper.addAll(unshare);
        return new Launch(List.copyOf(wrapper), script.toString(), environment(plan));
    }

    private static Map<String, String> environment(ContainerPlan plan) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", "/tmp");
        environment.put("TMPDIR", "/tmp");
        environment.putAll(plan.environment());
        environment.put("PATH", SearchPath.value(plan, LINKS));
        return environment;
    }

    private static void volumes(ContainerPlan plan, Launch.Place place, RootTree tree) {
        List<Mount> parentsFirst = plan.mounts().stream()
                .sorted(comparing((Mount mount) -> mount.path().length()))
                .toList();
        for (Mount mount : parentsFirst) {
            Path source = place.source(mount);
            if (Files.isRegularFile(source)) {
                tree.bindFile(source, mount.path());
            } else {
                PodDirectory.openDirectory(source);
                tree.bindDirectory(source, mount.path());
            }
        }
        parentsFirst.stream().filter(Mount::readOnly).forEach(mount -> tree.seal(mount.path()));
    }

    private List<String> command(ContainerPlan plan, Path root) {
        List<String> command = new ArrayList<>(List.of(HostTools.path("chroot"), root.toString()));
        if (privileged && plan.runAs().isPresent()) {
            ContainerPlan.RunAs user = plan.runAs().get();
            command.addAll(List.of(
                    HostTools.path("setpriv"), "--reuid=" + user.user(), "--regid=" + user.group(), "--clear-groups"));
        }
        command.addAll(List.of(HostTools.path("sh"), "-c", "cd \"$1\" || exit 126; shift; exec \"$@\"", "sh"));
        command.add(plan.workingDirectory().orElse("/"));
        command.addAll(plan.argv());
        return command;
    }

    private static Path open(Launch.Place place, String name) {
        Path directory = place.directory().resolve(name);
        PodDirectory.openDirectory(directory);
        return directory;
    }
}
