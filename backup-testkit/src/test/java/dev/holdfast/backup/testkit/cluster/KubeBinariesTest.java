package dev.holdfast.backup.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeBinariesTest {

    @TempDir
    Path directory;

    @Test
    void findsTheHighestCachedVersionByNumberNotByText() throws IOException {
        programs("v1.9.0");
        Path newest = programs("v1.35.4");

        assertThat(find(Map.of(), Map.of("HOLDFAST_KUBE_CACHE", directory.toString())))
                .isEqualTo(newest);
    }

    @Test
    void aNamedDirectoryWinsOverTheCache() throws IOException {
        programs("cache/v1.35.4");
        Path assets = programs("assets");
        Map<String, String> variables = Map.of(
                "HOLDFAST_KUBE_CACHE", directory.resolve("cache").toString(), "KUBEBUILDER_ASSETS", assets.toString());

        assertThat(find(Map.of(), variables)).isEqualTo(assets);
        Path own = programs("own");
        assertThat(find(Map.of("holdfast.kube.dir", own.toString()), variables)).isEqualTo(own);
    }

    @Test
    void passesOverADirectoryWithoutEtcd() throws IOException {
        Files.delete(programs("assets").resolve("etcd"));

        assertThat(KubeBinaries.find(
                        name -> directory.toString(),
                        name -> name.equals("KUBEBUILDER_ASSETS")
                                ? directory.resolve("assets").toString()
                                : ""))
                .isEmpty();
    }

    @Test
    void areRequiredOnABuildServerThatCanBuildThem() throws IOException {
        Path go = Files.writeString(directory.resolve("go"), "");
        assertThat(go.toFile().setExecutable(true)).isTrue();
        Map<String, String> server = Map.of("CI", "true", "PATH", "/nowhere:" + directory);
        Map<String, String> serverWithoutGo = Map.of("CI", "true", "PATH", "/nowhere");
        Map<String, String> person = Map.of("PATH", directory.toString());

        assertThat(KubeBinaries.isRequired(name -> server.getOrDefault(name, "")))
                .isTrue();
        assertThat(KubeBinaries.isRequired(name -> serverWithoutGo.getOrDefault(name, "")))
                .isFalse();
        assertThat(KubeBinaries.isRequired(name -> person.getOrDefault(name, "")))
                .isFalse();
    }

    private static Path find(Map<String, String> properties, Map<String, String> variables) {
        return KubeBinaries.find(name -> properties.getOrDefault(name, ""), name -> variables.getOrDefault(name, ""))
                .orElseThrow()
                .directory();
    }

    private Path programs(String name) throws IOException {
        Path place = Files.createDirectories(directory.resolve(name));
        for (String program : new String[] {"kube-apiserver", "etcd"}) {
            Files.writeString(place.resolve(program), "");
            assertThat(place.resolve(program).toFile().setExecutable(true)).isTrue();
        }
        return place;
    }
}
