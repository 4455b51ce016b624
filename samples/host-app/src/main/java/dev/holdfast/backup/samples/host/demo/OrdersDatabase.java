package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.testkit.mariadb.MariaDbServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The application's data: one table with numbers, text in several alphabets, missing values and raw bytes. */
final class OrdersDatabase {

    private final MariaDbServer server;
    private final String name;

    /** The database of this name, which need not exist. */
    OrdersDatabase(MariaDbServer server, String name) {
        this.server = server;
        this.name = name;
    }

    void fill(int rows) {
        server.execute(
                """
                USE `%1$s`;
                CREATE TABLE orders (
                  id INT PRIMARY KEY,
                  customer VARCHAR(80) CHARACTER SET utf8mb4 NOT NULL,
                  amount DECIMAL(12,2) NOT NULL,
                  note TEXT CHARACTER SET utf8mb4,
                  seal VARBINARY(32) NOT NULL);
                INSERT INTO orders
                  SELECT seq, CONCAT('Zoë Müller-Łukasz №', seq), seq * 1.25,
                    IF(seq %% 7 = 0, NULL, CONCAT('line one\\nline ''two'' ', REPEAT('x', seq %% 90))), UNHEX(SHA2(seq, 256))
                  FROM seq_1_to_%2$d;
                """
                        .formatted(name, rows));
    }

    /** Other rows, fewer rows and changed rows. */
    void change() {
        server.execute(
                """
                USE `%1$s`;
                UPDATE orders SET amount = amount + 1000, note = 'changed' WHERE id %% 3 = 0;
                DELETE FROM orders WHERE id %% 10 = 1;
                INSERT INTO orders VALUES (1000001, 'new', 1, NULL, ''), (1000002, 'newer', 2, '', 'x');
                """
                        .formatted(name));
    }

    void destroy() {
        server.execute("DROP TABLE `" + name + "`.orders");
    }

    /** What is in it now; no rows if the table is gone. */
    Content content() {
        String rows = server.execute(
                """
                SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '%1$s' AND table_name = 'orders'
                """
                        .formatted(name));
        return rows.equals("0")
                ? new Content(0, digest(""))
                : contentOf(server.execute(
                        """
                        USE `%s`;
                        SELECT id, HEX(customer), amount, IFNULL(HEX(note), 'NULL'), HEX(seal)
                        FROM orders ORDER BY id
                        """
                                .formatted(name)));
    }

    private static Content contentOf(String lines) {
        return new Content(lines.lines().count(), digest(lines));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * All of the data in short.
     *
     * @param rows how many
     * @param digest over all rows in the order of their keys
     */
    record Content(long rows, String digest) {}
}
