package dev.holdfast.backup.samples.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVerbTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/namespaces, list",
        "GET, /api/v1/namespaces/a, get",
        "GET, /api/v1/namespaces/a/pods, list",
        "GET, /api/v1/namespaces/a/pods/b, get",
        "GET, /api/v1/namespaces/a/pods/b/log, get",
        "GET, /apis/batch/v1/jobs, list",
        "GET, /apis/batch/v1/jobs?watch=true&resourceVersion=1, watch",
        "POST, /apis/batch/v1/namespaces/a/jobs, create",
        "PUT, /apis/batch/v1/namespaces/a/jobs/b, update",
        "PATCH, /apis/batch/v1/namespaces/a/jobs/b/status, patch",
        "DELETE, /apis/batch/v1/namespaces/a/jobs/b, delete",
        "DELETE, /apis/batch/v1/namespaces/a/jobs, deletecollection",
        "GET, /apis/batch/v1, other",
        "GET, /version, other"
    })
    void isTheVerbThatRolesName(String method, String path, String verb) {
        assertThat(ApiVerb.of(method, URI.create("https://cluster:6443" + path)))
                .isEqualTo(verb);
    }
}
