package dev.holdfast.backup.testkit.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.testkit.embedded.FinishedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServerTest {

    private static final Path CACHE = Path.of("target", "mariadb-cache");

    @TempDir
    Path directory;

    @Test
    void dumpsAndRestoresOverTcpWithAnAccountOfItsOwn() {
        try (MariaDbServer server = MariaDbServer.start(directory.resolve("data"), CACHE)) {
            server.createAccount("shop", "app", "it's a \\ secret");
            server.execute("CREATE TABLE shop.orders (id INT PRIMARY KEY, note TEXT);"
                    + "INSERT INTO shop.orders VALUES (1, 'first'), (2, 'zwölf')");

            String dump = asApp(server, server.dumpTool(), "", "shop");
            server.execute("DROP TABLE shop.orders");
            asApp(server, server.client(), dump, "shop");

            assertThat(server.execute("SELECT note FROM shop.orders ORDER BY id"))
                    .isEqualTo("first\nzwölf");
        }
    }

    private static String asApp(MariaDbServer server, Path tool, String input, String database) {
        return FinishedProcess.run(
                        List.of(
                                tool.toString(),
                                "--no-defaults",
                                "--skip-ssl",
                                "--protocol=tcp",
                                "--host=127.0.0.1",
                                "--port=" + server.port(),
                                "--user=app",
                                "--password=it's a \\ secret",
                                database),
                        input)
                .orThrow(tool.getFileName().toString());
    }

    @Test
    void keepsItsDataWhenItStartsAgain() {
        Path data = directory.resolve("data");
        try (MariaDbServer server = MariaDbServer.start(data, CACHE)) {
            server.execute("CREATE DATABASE kept");
        }
        try (MariaDbServer server = MariaDbServer.start(data, CACHE)) {
            assertThat(server.execute("SHOW DATABASES LIKE 'kept'")).isEqualTo("kept");
        }
    }

    @Test
    void leavesNeitherProcessNorSocketBehind() {
        MariaDbServer server = MariaDbServer.start(directory.resolve("data"), CACHE);

        server.close();

        assertThat(server.process().isAlive()).isFalse();
        assertThat(Files.exists(server.socket())).isFalse();
    }

    @Test
    void repeatsTheServersMessageWhenAStatementFails() {
        try (MariaDbServer server = MariaDbServer.start(directory.resolve("data"), CACHE)) {
            assertThatThrownBy(() -> server.execute("SELECT * FROM nowhere.nothing"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nowhere");
        }
    }
}
