package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import org.junit.jupiter.api.Test;

/** The four kinds of patch. */
abstract class PatchParityContract extends ApiParityContract {

    @Test
    void jsonPatchAppliesAllOrNothing() {
        String path = widgets();
        raw().post(path, widget("a", "'spec':{'size':1,'tags':['x']}"));
        Reply patched = raw().patch(
                        path + "/a",
                        RawApi.JSON_PATCH,
                        "[{'op':'test','path':'/spec/size','value':1},{'op':'replace','path':'/spec/size','value':2},"
                                + "{'op':'add','path':'/spec/tags/-','value':'y'},{'op':'add','path':'/spec/tags/0','value':'w'}]");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.json().at("/spec/tags")).hasToString("[\"w\",\"x\",\"y\"]");

        Reply failed = raw().patch(
                        path + "/a",
                        RawApi.JSON_PATCH,
                        "[{'op':'replace','path':'/spec/size','value':5},{'op':'test','path':'/spec/size','value':1}]");
        assertThat(failed.code()).isEqualTo(422);
        assertThat(failed.reason()).isEqualTo("Invalid");
        assertThat(raw().get(path + "/a").at("/spec/size")).isEqualTo("2");
    }

    @Test
    void jsonPatchOfAnAbsentPathIsInvalid() {
        String path = widgets();
        raw().post(path, widget("a", ""));
        Reply failed = raw().patch(path + "/a", RawApi.JSON_PATCH, "[{'op':'remove','path':'/spec/none'}]");
        assertThat(failed.code()).isEqualTo(422);
    }

    @Test
    void aPatchWithAnOldVersionConflicts() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", "'spec':{'size':1}"));
        raw().patch(path + "/a", RawApi.MERGE, "{'spec':{'size':2}}");
        Reply stale = raw().patch(
                        path + "/a",
                        RawApi.MERGE,
                        "{'metadata':{'resourceVersion':'" + made.version() + "'},'spec':{'size':3}}");
        assertThat(stale.code()).isEqualTo(409);
        assertThat(stale.reason()).isEqualTo("Conflict");
    }

    @Test
    void strategicMergeKnowsListKeysOfBuiltInKinds() {
        String path = "/api/v1/namespaces/" + namespace() + "/pods";
        raw().post(
                        path,
                        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','finalizers':['a.b/c']},'spec':{'containers':["
                                + "{'name':'one','image':'i:1'},{'name':'two','image':'i:1'}]}}");
        Reply patched = raw().patch(
                        path + "/p",
                        RawApi.STRATEGIC,
                        "{'metadata':{'finalizers':['d.e/f']},'spec':{'containers':[{'name':'two','image':'i:2'}]}}");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.at("/spec/containers/0/image")).isEqualTo("i:1");
        assertThat(patched.at("/spec/containers/1/image")).isEqualTo("i:2");
        assertThat(patched.json().at("/metadata/finalizers")).hasSize(2);
        Reply removed = raw().patch(
                        path + "/p",
                        RawApi.STRATEGIC,
                        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a.b/c']}}");
        assertThat(removed.json().at("/metadata/finalizers")).hasToString("[\"d.e/f\"]");
        raw().patch(path + "/p", RawApi.MERGE, "{'metadata':{'finalizers':null}}");
    }

    @Test
    void strategicMergeIsNotOfferedForCustomResources() {
        String path = widgets();
        raw().post(path, widget("a", ""));
        Reply refused = raw().patch(path + "/a", RawApi.STRATEGIC, "{'spec':{'size':1}}");
        assertThat(refused.code()).isEqualTo(415);
        assertThat(refused.reason()).isEqualTo("UnsupportedMediaType");
    }

    @Test
    void applyCreatesMergesAndTakesBackWhatIsNoLongerApplied() {
        String path = widgets();
        Reply made = raw().patch(
                        path + "/a?fieldManager=one",
                        RawApi.APPLY,
                        widget("a", "~'labels':{'x':'1'}},'spec':{'colour':'red','parts':[{'name':'p','weight':1}]}"));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.at("/metadata/managedFields/0/manager")).isEqualTo("one");
        assertThat(made.at("/metadata/managedFields/0/operation")).isEqualTo("Apply");

        Reply other = raw().patch(
                        path + "/a?fieldManager=two",
                        RawApi.APPLY,
                        widget("a", "'spec':{'size':4,'parts':[{'name':'q','weight':2}]}"));
        assertThat(other.code()).isEqualTo(200);
        assertThat(other.at("/spec/colour")).isEqualTo("red");
        assertThat(other.json().at("/spec/parts")).hasSize(2);

        Reply less = raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, widget("a", "'spec':{'colour':'red'}"));
        assertThat(less.json().at("/spec/parts")).hasSize(1);
        assertThat(less.at("/spec/parts/0/name")).isEqualTo("q");
        assertThat(less.json().path("metadata").has("labels")).isFalse();
        assertThat(less.at("/spec/size")).isEqualTo("4");
    }

    @Test
    void applyConflictsWithAnotherManagerUnlessForced() {
        String path = widgets();
        raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, widget("a", "'spec':{'colour':'red'}"));
        String blue = widget("a", "'spec':{'colour':'blue'}");
        Reply conflict = raw().patch(path + "/a?fieldManager=two", RawApi.APPLY, blue);
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.reason()).isEqualTo("Conflict");
        assertThat(conflict.at("/details/causes/0/reason")).isEqualTo("FieldManagerConflict");
        assertThat(conflict.cause()).isEqualTo(".spec.colour");

        Reply same = raw().patch(path + "/a?fieldManager=two", RawApi.APPLY, widget("a", "'spec':{'colour':'red'}"));
        assertThat(same.code()).isEqualTo(200);
        assertThat(same.json().at("/metadata/managedFields")).hasSize(2);

        Reply forced = raw().patch(path + "/a?fieldManager=three&force=true", RawApi.APPLY, blue);
        assertThat(forced.at("/spec/colour")).isEqualTo("blue");
        assertThat(forced.json().at("/metadata/managedFields")).hasSize(1);
    }

    @Test
    void applyConflictsWithAnUpdateByAnotherManager() {
        String path = widgets();
        raw().post(path + "?fieldManager=editor", widget("a", "'spec':{'colour':'red'}"));
        Reply conflict =
                raw().patch(path + "/a?fieldManager=two", RawApi.APPLY, widget("a", "'spec':{'colour':'blue'}"));
        assertThat(conflict.code()).isEqualTo(409);
        assertThat(conflict.at("/message")).contains("\"editor\"");
    }

    @Test
    void applyingTheSameAgainChangesNothing() {
        String path = widgets();
        String body = widget("a", "'spec':{'colour':'red'}");
        Reply first = raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, body);
        Reply again = raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, body);
        assertThat(again.version()).isEqualTo(first.version());
    }

    @Test
    void applyNeedsAFieldManager() {
        Reply refused = raw().patch(widgets() + "/a", RawApi.APPLY, widget("a", ""));
        assertThat(refused.code()).isEqualTo(422);
    }

    @Test
    void statusOwnershipIsKeptApart() {
        String path = widgets();
        raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, widget("a", "'spec':{'size':1}"));
        Reply status =
                raw().patch(path + "/a/status?fieldManager=one", RawApi.APPLY, widget("a", "'status':{'phase':'X'}"));
        assertThat(status.code()).isEqualTo(200);
        assertThat(status.at("/metadata/managedFields/1/subresource")).isEqualTo("status");
        Reply spec = raw().patch(path + "/a?fieldManager=one", RawApi.APPLY, widget("a", "'spec':{'size':2}"));
        assertThat(spec.at("/status/phase")).isEqualTo("X");
    }
}
