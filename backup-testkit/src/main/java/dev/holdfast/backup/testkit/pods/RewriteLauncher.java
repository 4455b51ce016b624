package dev.holdfast.backup.testkit.pods;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs containers without namespaces: links below a root directory stand for mounts, and words are rewritten. */
final class RewriteLauncher implements Launcher {

    @Override
    public Launch prepare(ContainerPlan plan, Launch.Place place) {
        Path root = place.directory().resolve("root");
        Map<String, String> replacements = link(plan, place, root);
        Path tmp = root.resolve("tmp");
        if (!Files.exists(tmp)) {
            PodDirectory.openDirectory(tmp);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", tmp.toString());
        environment.put("TMPDIR", tmp.toString());
        plan.environment().forEach((name, value) -> environment.put(name, rewrite(value, replacements)));
        String links = SearchPath.links(plan.image(), place.directory()).toString();
        environment.put("PATH", SearchPath.value(plan, links));
        environment.put("HOLDFAST_ROOT", root.toString());

        List<String> argv =
                plan.argv().stream().map(word -> rewrite(word, replacements)).toList();
        ShellScript script = Launch.begin()
                .raw("trap 'kill -KILL 0' HUP")
                .raw("cd " + ShellScript.quoted(workingDirectory(plan, root, replacements)));
        Launch.supervise(script, place.startedMarker(), argv);
        // The session makes the process a group of its own; SIGHUP on the runner's death lets the init end that group.
        List<String> wrapper = List.of(HostTools.path("setsid"), HostTools.path("setpriv"), "--pdeathsig", "HUP", "--");
        return new Launch(wrapper, script.toString(), environment);
    }

    /** Replaces each path that stands as a whole (not as the tail or head of a longer name) by its place on this machine. */
    static String rewrite(String text, Map<String, String> replacements) {
        if (replacements.isEmpty()) {
            return text;
        }
        String paths = replacements.keySet().stream()
                .sorted(comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(joining("|"));
        Pattern whole = Pattern.compile("(?<![A-Za-z0-9._/-])(" + paths + ")(?![A-Za-z0-9._-])");
        return whole.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(replacements.getOrDefault(match.group(1), match.group(1))));
    }

    private static Map<String, String> link(ContainerPlan plan, Launch.Place place, Path root) {
        Map<String, Path> links = new TreeMap<>();
        plan.image().executables().forEach((name, real) -> {
            if (name.startsWith("/")) {
                links.put(name, real);
            }
        });
        plan.mounts().forEach(mount -> links.put(mount.path(), place.source(mount)));
        links.put(plan.terminationPath(), place.terminationLog());
        Map<String, String> replacements = new LinkedHashMap<>();
        links.forEach((path, target) -> {
            Path link = root.resolve(path.substring(1));
            link(link, target);
            replacements.put(path, link.toString());
        });
        return replacements;
    }

    private static void link(Path link, Path target) {
        try {
            if (!Files.exists(target)) {
                PodDirectory.openDirectory(target);
            }
            if (link.getParent() != null) {
                Files.createDirectories(link.getParent());
            }
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link " + link + " to " + target, e);
        }
    }

    private static String workingDirectory(ContainerPlan plan, Path root, Map<String, String> replacements) {
        String own = rewrite(plan.workingDirectory().orElse("/"), replacements);
        if (!own.equals("/") && Files.isDirectory(Path.of(own))) {
            return own;
        }
        Path below = root.resolve(own.substring(1));
        PodDirectory.openDirectory(below);
        return below.toString();
    }
}
