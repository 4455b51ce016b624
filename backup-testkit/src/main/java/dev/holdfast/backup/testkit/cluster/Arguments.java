package dev.holdfast.backup.testkit.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Command lines of the three programs. */
final class Arguments {

    private Arguments() {}

    static List<String> etcd(ClusterFiles files, String clientUrl, String peerUrl) {
        return List.of(
                "--data-dir=" + files.data(),
                "--listen-client-urls=" + clientUrl,
                "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl,
                // Nothing here outlives the process, so durability would only cost time.
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    static List<String> apiServer(ClusterFiles files, String store, int port, List<String> further) {
        return Stream.concat(
                        Stream.of(
                                "--etcd-servers=" + store,
                                "--bind-address=127.0.0.1",
                                "--advertise-address=127.0.0.1",
                                "--secure-port=" + port,
                                "--cert-dir=" + files.certificates(),
                                // The reconciler would publish the loopback address, which Endpoints refuse.
                                "--endpoint-reconciler-type=none",
                                "--service-cluster-ip-range=10.96.0.0/16",
                                "--authorization-mode=RBAC",
                                "--token-auth-file=" + files.tokens(),
                                "--service-account-issuer=https://kubernetes.default.svc",
                                "--service-account-signing-key-file=" + files.serviceAccountKey(),
                                "--service-account-key-file=" + files.serviceAccountPublicKey(),
                                // No controller creates the default ServiceAccount that this plug-in insists on.
                                "--disable-admission-plugins=ServiceAccount",
                                "--audit-policy-file=" + files.auditPolicy(),
                                "--audit-log-path=" + files.auditLog(),
                                "--audit-log-mode=blocking"),
                        further.stream())
                .toList();
    }

    static List<String> controllerManager(ClusterFiles files, List<String> controllers) {
        return List.of(
                "--controllers=" + String.join(",", controllers),
                "--kubeconfig=" + files.kubeconfig(),
                "--leader-elect=false",
                "--secure-port=0");
    }
}
