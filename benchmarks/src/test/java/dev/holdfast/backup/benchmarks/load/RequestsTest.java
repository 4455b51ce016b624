package dev.holdfast.backup.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.cluster.AuditEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces/a/pods/p/log?tailLines=5, pods/log",
        "/apis/backups.cozystack.io/v1alpha1/namespaces/a/backupjobs/b/status, backupjobs/status",
        "/apis/batch/v1/namespaces/a/jobs?fieldManager=x, jobs",
        "/apis/batch/v1/jobs?watch=true, jobs",
        "/api/v1/namespaces/a, namespaces",
        "/apis/strategy.backups.cozystack.io/v1alpha1/jobs/archive, jobs",
        "/apis/batch/v1, /apis/batch/v1",
        "/version, /version"
    })
    void aResourceIsReadFromItsPath(String uri, String resource) {
        assertThat(Requests.resource(uri)).isEqualTo(resource);
    }

    @Test
    void watchesAndTheLeaseDoNotCountAsRequestsOfRuns() {
        Requests requests = Requests.of(List.of(
                event("watch", "/apis/batch/v1/jobs?watch=true"),
                event("patch", "/apis/coordination.k8s.io/v1/namespaces/a/leases/l"),
                event("create", "/apis/batch/v1/namespaces/a/jobs"),
                event("create", "/apis/batch/v1/namespaces/b/jobs")));

        assertThat(requests.ofRuns()).isEqualTo(Map.of("create jobs", 2));
        assertThat(requests.total()).isEqualTo(2);
        assertThat(requests.beside()).isEqualTo(Map.of("watch jobs", 1, "patch leases", 1));
    }

    private static AuditEvent event(String verb, String uri) {
        return new AuditEvent("somebody", verb, uri, 200, "");
    }
}
