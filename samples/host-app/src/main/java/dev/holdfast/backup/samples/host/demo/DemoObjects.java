package dev.holdfast.backup.samples.host.demo;

import dev.holdfast.backup.api.CoreCrds;
import dev.holdfast.backup.samples.host.crd.DriverCrds;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.testkit.mariadb.MariaDbServer;
import dev.holdfast.backup.testkit.s3.S3Server;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts everything into the cluster that an admin, the platform and a tenant would. */
final class DemoObjects {

    static final String NAMESPACE = "tenant-demo";
    static final String ENGINE_NAMESPACE = "holdfast-system";
    static final String BACKUP_CLASS = "dumps";
    static final String APPLICATION_GROUP = "apps.cozystack.io";
    static final String APPLICATION_KIND = "MariaDB";

    private final KubernetesClient client;

    DemoObjects(KubernetesClient client) {
        this.client = client;
    }

    void definitions(Drivers drivers) {
        List<HasMetadata> all = new ArrayList<>(CoreCrds.all());
        drivers.all().forEach(driver -> DriverCrds.of(driver).ifPresent(all::add));
        all.forEach(definition -> client.resource(definition).create());
        for (String name : List.of(ENGINE_NAMESPACE, NAMESPACE)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    void platform(S3Server store) {
        apply(text("platform.yaml").replace("${store.endpoint}", store.endpoint()));
        secret(StoreSecret.NAME, Map.of("accessKey", store.accessKey(), "secretKey", store.secretKey()));
    }

    void tenant() {
        apply(text("tenant.yaml"));
    }

    /** Makes the account of an application's database, and the Secret that says how to get there. */
    void database(MariaDbServer server, String application, String database) {
        String password = "pass word'" + database;
        server.createAccount(database, database, password);
        secret(
                application + "-credentials",
                Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(server.port()),
                        "database", database,
                        "user", database,
                        "password", password));
    }

    private void secret(String name, Map<String, String> values) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .withStringData(values)
                .build();
        client.resource(secret).create();
    }

    private void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object).create());
    }

    static String text(String name) {
        try (InputStream file = DemoObjects.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the program was packed without demo/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read demo/" + name, e);
        }
    }
}
