package dev.holdfast.backup.testkit.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A directory that holds at least the programs {@code kube-apiserver} and {@code etcd}. Immutable.
 *
 * @param directory absolute path of the directory
 */
public record KubeBinaries(Path directory) {

    /** What to tell a reader whose machine has no binaries. */
    public static final String HINT =
            "No kube-apiserver and etcd found. Run .ci/kube-binaries (builds them with Go into"
                    + " ~/.cache/holdfast/kube), or point KUBEBUILDER_ASSETS or -Dholdfast.kube.dir at a directory that has"
                    + " them (what 'setup-envtest use -p path' prints).";

    /**
     * Finds the binaries, first hit wins: system property {@code holdfast.kube.dir}, variable {@code HOLDFAST_KUBE_DIR},
     * variable {@code KUBEBUILDER_ASSETS}, then the highest version below {@code $HOLDFAST_KUBE_CACHE} or
     * {@code ~/.cache/holdfast/kube}. A place that lacks one of the two programs is passed over.
     *
     * @return the binaries; empty when no place has them
     */
    public static Optional<KubeBinaries> find() {
        return find(name -> System.getProperty(name, ""), name -> Optional.ofNullable(System.getenv(name))
                .orElse(""));
    }

    /**
     * Whether a machine without the binaries is an error and no reason to skip a test: the variable {@code CI} is {@code true}
     * and {@code go}, which builds them, is on the {@code PATH}.
     */
    public static boolean isRequired() {
        return isRequired(name -> Optional.ofNullable(System.getenv(name)).orElse(""));
    }

    static boolean isRequired(UnaryOperator<String> variables) {
        return variables.apply("CI").equals("true")
                && Stream.of(variables.apply("PATH").split(File.pathSeparator, -1))
                        .anyMatch(place -> !place.isEmpty() && Files.isExecutable(Path.of(place, "go")));
    }

    static Optional<KubeBinaries> find(UnaryOperator<String> properties, UnaryOperator<String> variables) {
        Stream<Path> named = Stream.of(
                        properties.apply("holdfast.kube.dir"),
                        variables.apply("HOLDFAST_KUBE_DIR"),
                        variables.apply("KUBEBUILDER_ASSETS"))
                .filter(place -> !place.isBlank())
                .map(Path::of);
        String cache = variables.apply("HOLDFAST_KUBE_CACHE");
        Path root = cache.isBlank() ? Path.of(properties.apply("user.home"), ".cache/holdfast/kube") : Path.of(cache);
        return Stream.concat(named, versionsBelow(root).stream())
                .map(place -> new KubeBinaries(place.toAbsolutePath()))
                .filter(KubeBinaries::complete)
                .findFirst();
    }

    /** The program {@code kube-apiserver}. */
    public Path apiServer() {
        return directory.resolve("kube-apiserver");
    }

    /** The program {@code etcd}. */
    public Path etcd() {
        return directory.resolve("etcd");
    }

    /** The program {@code kube-controller-manager}; empty where only the envtest set is installed. */
    public Optional<Path> controllerManager() {
        return optional("kube-controller-manager");
    }

    /** The program {@code kubectl}; empty when it is not beside the others. */
    public Optional<Path> kubectl() {
        return optional("kubectl");
    }

    private boolean complete() {
        return Files.isExecutable(apiServer()) && Files.isExecutable(etcd());
    }

    private Optional<Path> optional(String program) {
        return Optional.of(directory.resolve(program)).filter(Files::isExecutable);
    }

    private static List<Path> versionsBelow(Path root) {
        String[] names = Optional.ofNullable(root.toFile().list()).orElse(new String[0]);
        return Stream.of(names)
                .sorted(Comparator.comparing(KubeBinaries::paddedNumbers).reversed())
                .map(root::resolve)
                .toList();
    }

    /** Makes {@code v1.9.0} sort below {@code v1.35.4}. */
    private static String paddedNumbers(String name) {
        return java.util.regex.Pattern.compile("\\d+")
                .matcher(name)
                .replaceAll(number -> "0".repeat(Math.max(0, 9 - number.group().length())) + number.group());
    }
}
