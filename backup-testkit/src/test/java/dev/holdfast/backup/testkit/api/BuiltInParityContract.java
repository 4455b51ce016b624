package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import org.junit.jupiter.api.Test;

/** Rules of single built-in kinds. */
abstract class BuiltInParityContract extends ApiParityContract {

    private static final String CONTAINERS = "'containers':[{'name':'c','image':'i'}]";

    private static String condition(String type) {
        return "{'type':'" + type + "','status':'True','lastTransitionTime':'2030-01-01T00:00:00Z'}";
    }

    private static String job(String spec) {
        return "{'apiVersion':'batch/v1','kind':'Job','metadata':{'name':'j'},'spec':{" + spec
                + "'template':{'spec':{'restartPolicy':'Never'," + CONTAINERS + "}}}}";
    }

    @Test
    void aJobCompletesOnlyTogetherWithItsSuccessCriteria() {
        String path = "/apis/batch/v1/namespaces/" + namespace() + "/jobs";
        Reply made = raw().post(path, job("'suspend':true,"));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.at("/spec/backoffLimit")).isEqualTo("6");
        assertThat(made.at("/spec/selector/matchLabels/batch.kubernetes.io~1controller-uid"))
                .isEqualTo(made.at("/metadata/uid"));
        String times = "'startTime':'2030-01-01T00:00:00Z','completionTime':'2030-01-01T00:00:00Z','succeeded':1,";
        Reply alone = raw().patch(
                        path + "/j/status",
                        RawApi.MERGE,
                        "{'status':{" + times + "'conditions':[" + condition("Complete") + "]}}");
        assertThat(alone.code()).isEqualTo(422);
    }

    @Test
    void theTemplateOfAJobIsImmutable() {
        String path = "/apis/batch/v1/namespaces/" + namespace() + "/jobs";
        raw().post(path, job(""));
        Reply refused = raw().patch(
                        path + "/j",
                        RawApi.STRATEGIC,
                        "{'spec':{'template':{'spec':{'containers':[{'name':'c','image':'other'}]}}}}");
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.cause()).isEqualTo("spec.template");
    }

    @Test
    void aPodOnANodeStaysUntilItIsDeletedWithoutGrace() {
        String namespace = namespace();
        String path = "/api/v1/namespaces/" + namespace + "/pods";
        raw().post(path, "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{" + CONTAINERS + "}}");
        Reply bound = raw().post(
                        path + "/p/binding",
                        "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'p'},'target':{'kind':'Node','name':'n'}}");
        assertThat(bound.code()).isEqualTo(201);
        assertThat(raw().get(path + "/p").at("/spec/nodeName")).isEqualTo("n");
        Reply marked = raw().delete(path + "/p", "");
        assertThat(marked.at("/metadata/deletionGracePeriodSeconds")).isEqualTo("30");
        assertThat(raw().get(path + "/p").code()).isEqualTo(200);
        raw().delete(path + "/p?gracePeriodSeconds=0", "");
        assertThat(raw().get(path + "/p").code()).isEqualTo(404);
    }

    @Test
    void thePodStatusEndpointTakesLabelsButNoSpec() {
        String path = "/api/v1/namespaces/" + namespace() + "/pods";
        raw().post(path, "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{" + CONTAINERS + "}}");
        Reply patched = raw().patch(
                        path + "/p/status",
                        RawApi.STRATEGIC,
                        "{'metadata':{'annotations':{'a':'b'}},'spec':{'nodeName':'n'},'status':{'phase':'Running',"
                                + "'conditions':[{'type':'Ready','status':'True'}]}}");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.at("/status/phase")).isEqualTo("Running");
        assertThat(patched.json().path("spec").has("nodeName")).isFalse();
        assertThat(patched.at("/metadata/annotations/a")).isEqualTo("b");
    }

    @Test
    void leasesNeedAVersionAndAreCreatedByPut() {
        String path = "/apis/coordination.k8s.io/v1/namespaces/" + namespace() + "/leases/l";
        String lease = "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'l'},'spec':"
                + "{'holderIdentity':'a','leaseDurationSeconds':15}}";
        assertThat(raw().put(path, lease).code()).isEqualTo(201);
        assertThat(raw().put(path, lease).code()).isEqualTo(422);
    }

    @Test
    void eventsAreSelectedByTheirSubject() {
        String namespace = namespace();
        String path = "/api/v1/namespaces/" + namespace + "/events";
        Reply made = raw().post(
                        path,
                        "{'apiVersion':'v1','kind':'Event','metadata':{'name':'e'},'involvedObject':{'kind':'Pod','name':'p',"
                                + "'namespace':'" + namespace + "'},'reason':'Why','type':'Normal','message':'m'}");
        assertThat(made.code()).as(made.text()).isEqualTo(201);
        assertThat(raw().get(path + "?fieldSelector=involvedObject.name%3Dp")
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(raw().get(path + "?fieldSelector=involvedObject.name%3Dq")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aDefinitionIsServedAndTakesItsObjectsAlong() {
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        String plural = "things" + Long.toString(System.nanoTime(), 36);
        Reply made = raw().post(
                        definitions,
                        "{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':'"
                                + plural
                                + ".other.example.com'},'spec':{'group':'other.example.com','scope':'Namespaced','names':{'plural':'"
                                + plural + "','kind':'K" + plural
                                + "'},'versions':[{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':{'type':'object'}}}]}}");
        assertThat(made.code()).as(made.text()).isEqualTo(201);
        String path = "/apis/other.example.com/v1/namespaces/default/" + plural;
        await(() -> assertThat(raw().get(path).code()).isEqualTo(200));
        raw().post(path, "{'apiVersion':'other.example.com/v1','kind':'K" + plural + "','metadata':{'name':'x'}}");
        raw().delete(definitions + "/" + plural + ".other.example.com", "");
        await(() -> assertThat(raw().get(path).code()).isEqualTo(404));
    }
}
