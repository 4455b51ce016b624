package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import org.junit.jupiter.api.Test;

/** What a deletion takes along: dependents and the content of namespaces. */
abstract class CascadeParityContract extends ApiParityContract {

    private static String owner(Reply owner) {
        return ",'ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'" + owner.at("/metadata/name")
                + "','uid':'" + owner.at("/metadata/uid") + "','blockOwnerDeletion':true}]";
    }

    @Test
    void dependentsAreCollectedInTheBackground() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        Reply owner = raw().post(path, configMap("owner", ""));
        Reply child = raw().post(path, configMap("child", owner(owner)));
        raw().post(path, configMap("grandchild", owner(child)));
        raw().delete(path + "/owner?propagationPolicy=Background", "");
        assertThat(raw().get(path + "/owner").code()).isEqualTo(404);
        await(() -> assertThat(raw().get(path + "/grandchild").code()).isEqualTo(404));
        assertThat(raw().get(path + "/child").code()).isEqualTo(404);
    }

    @Test
    void aForegroundDeletionWaitsForDependents() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        Reply owner = raw().post(path, configMap("owner", ""));
        raw().post(path, configMap("child", owner(owner) + ",'finalizers':['x.example.com/hold']"));
        Reply marked = raw().delete(path + "/owner", "{'propagationPolicy':'Foreground'}");
        assertThat(marked.json().at("/metadata/finalizers")).hasToString("[\"foregroundDeletion\"]");
        await(() -> assertThat(raw().get(path + "/child").at("/metadata/deletionTimestamp"))
                .isNotEmpty());
        assertThat(raw().get(path + "/owner").code()).isEqualTo(200);
        raw().patch(path + "/child", RawApi.MERGE, "{'metadata':{'finalizers':null}}");
        await(() -> assertThat(raw().get(path + "/owner").code()).isEqualTo(404));
    }

    @Test
    void orphansLoseTheirReferenceAndStay() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        Reply owner = raw().post(path, configMap("owner", ""));
        raw().post(path, configMap("child", owner(owner)));
        raw().delete(path + "/owner", "{'propagationPolicy':'Orphan'}");
        await(() -> assertThat(raw().get(path + "/owner").code()).isEqualTo(404));
        Reply child = raw().get(path + "/child");
        assertThat(child.code()).isEqualTo(200);
        assertThat(child.json().path("metadata").has("ownerReferences")).isFalse();
    }

    @Test
    void oneLivingOwnerKeepsADependent() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        Reply one = raw().post(path, configMap("one", ""));
        Reply two = raw().post(path, configMap("two", ""));
        String both =
                owner(one).replace("}]", "},") + owner(two).substring(owner(two).indexOf('{'));
        raw().post(path, configMap("child", both));
        raw().delete(path + "/one", "{'propagationPolicy':'Background'}");
        await(() -> assertThat(raw().get(path + "/child").json().at("/metadata/ownerReferences"))
                .hasSize(1));
    }

    @Test
    void anOwnerThatNeverExistedLosesItsDependent() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        Reply owner = raw().post(path, configMap("owner", ""));
        raw().delete(path + "/owner", "");
        raw().post(path, configMap("child", owner(owner)));
        await(() -> assertThat(raw().get(path + "/child").code()).isEqualTo(404));
    }

    @Test
    void aJobDeletedWithoutAPolicyOrphansItsDependents() {
        String namespace = namespace();
        String path = "/apis/batch/v1/namespaces/" + namespace + "/jobs";
        raw().post(
                        path,
                        "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j'},'spec':{'suspend':true,'template':{"
                                + "'spec':{'restartPolicy':'Never','containers':[{'name':'c','image':'i'}]}}}}");
        Reply job = raw().get(path + "/j");
        assertThat(job.at("/spec/template/metadata/labels/job-name")).isEqualTo("j");
        raw().post(
                        "/api/v1/namespaces/" + namespace + "/configmaps",
                        configMap(
                                "child",
                                owner(job).replace("'v1'", "'batch/v1'").replace("ConfigMap", "Job")));
        raw().delete(path + "/j", "");
        await(() -> assertThat(raw().get(path + "/j").code()).isEqualTo(404));
        Reply child = raw().get("/api/v1/namespaces/" + namespace + "/configmaps/child");
        assertThat(child.json().path("metadata").has("ownerReferences")).isFalse();
    }

    @Test
    void aTerminatingNamespaceRefusesContentAndGoesWhenEmpty() {
        String namespace = namespace();
        String path = "/api/v1/namespaces/" + namespace;
        raw().post(path + "/configmaps", configMap("plain", ""));
        raw().post(path + "/configmaps", configMap("held", ",'finalizers':['x.example.com/hold']"));
        Reply deleted = raw().delete(path, "");
        assertThat(deleted.at("/status/phase")).isEqualTo("Terminating");

        Reply refused = raw().post(path + "/configmaps", configMap("late", ""));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("Forbidden");
        assertThat(refused.at("/details/causes/0/reason")).isEqualTo("NamespaceTerminating");

        await(() -> assertThat(raw().get(path + "/configmaps/plain").code()).isEqualTo(404));
        assertThat(raw().get(path).code()).isEqualTo(200);
        raw().patch(path + "/configmaps/held", RawApi.MERGE, "{'metadata':{'finalizers':null}}");
        await(() -> assertThat(raw().get(path).code()).isEqualTo(404));
    }
}
