package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import org.junit.jupiter.api.Test;

/** Names, versions, status and deletion. */
abstract class WriteParityContract extends ApiParityContract {

    @Test
    void tellsAnAbsentObjectFromAKindThatIsNotServed() {
        Reply absent = raw().get(widgets() + "/none");
        assertThat(absent.code()).isEqualTo(404);
        assertThat(absent.reason()).isEqualTo("NotFound");
        assertThat(absent.at("/message")).isEqualTo("widgets.parity.example.com \"none\" not found");

        Reply unknown = raw().get(GROUP + "default/gizmos");
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.text()).isEqualTo("404 page not found\n");
    }

    @Test
    void refusesADuplicateAsAlreadyExists() {
        String path = widgets();
        raw().post(path, widget("a", ""));
        Reply again = raw().post(path, widget("a", ""));
        assertThat(again.code()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("AlreadyExists");
    }

    @Test
    void refusesAnIllegalName() {
        Reply refused = raw().post(widgets(), widget("Not_Valid!", ""));
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("Invalid");
        assertThat(refused.cause()).isEqualTo("metadata.name");
    }

    @Test
    void generatesNamesWithFiveCharacters() {
        Reply made = raw().post(
                        widgets(),
                        "{'apiVersion':'parity.example.com/v1','kind':'Widget','metadata':{'generateName':'gen-'}}");
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.at("/metadata/name")).matches("gen-[a-z0-9]{5}");
    }

    @Test
    void refusesToCreateInAMissingNamespace() {
        Reply refused = raw().post("/api/v1/namespaces/missing/configmaps", configMap("a", ""));
        assertThat(refused.code()).isEqualTo(404);
        assertThat(refused.at("/message")).isEqualTo("namespaces \"missing\" not found");
    }

    @Test
    void putOfACustomResourceNeedsTheCurrentVersion() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", "'spec':{'size':1}"));

        Reply missing = raw().put(path + "/a", widget("a", "'spec':{'size':2}"));
        assertThat(missing.code()).isEqualTo(422);
        assertThat(missing.cause()).isEqualTo("metadata.resourceVersion");

        String body = widget("a", "~'resourceVersion':'" + made.version() + "'},'spec':{'size':2}");
        Reply changed = raw().put(path + "/a", body);
        assertThat(changed.code()).isEqualTo(200);
        assertThat(changed.at("/metadata/generation")).isEqualTo("2");

        Reply stale = raw().put(path + "/a", body);
        assertThat(stale.code()).isEqualTo(409);
        assertThat(stale.reason()).isEqualTo("Conflict");
    }

    @Test
    void putOfABuiltInKindMayLeaveTheVersionOut() {
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps";
        raw().post(path, configMap("a", ""));
        assertThat(raw().put(path + "/a", configMap("a", ",'labels':{'x':'y'}")).code())
                .isEqualTo(200);
        assertThat(raw().put(path + "/b", configMap("b", "")).code()).isEqualTo(404);
    }

    @Test
    void anUpdateThatChangesNothingKeepsTheVersion() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", "'spec':{'size':1}"));
        Reply same = raw().patch(path + "/a", RawApi.MERGE, "{'spec':{'size':1}}");
        assertThat(same.version()).isEqualTo(made.version());
    }

    @Test
    void statusIsDroppedOnCreateAndIgnoredByTheMainEndpoint() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", "'status':{'phase':'Ready'}"));
        assertThat(made.json().has("status")).isFalse();

        Reply patched = raw().patch(path + "/a", RawApi.MERGE, "{'status':{'phase':'Ready'},'spec':{'size':3}}");
        assertThat(patched.json().has("status")).isFalse();
        assertThat(patched.at("/spec/size")).isEqualTo("3");
    }

    @Test
    void theStatusEndpointTakesNothingButStatus() {
        String path = widgets();
        raw().post(path, widget("a", "'spec':{'size':1}"));
        Reply patched = raw().patch(
                        path + "/a/status",
                        RawApi.MERGE,
                        "{'metadata':{'annotations':{'a':'b'},'finalizers':['x/y']},'spec':{'size':9},'status':{'phase':'Ready'}}");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.at("/status/phase")).isEqualTo("Ready");
        assertThat(patched.at("/spec/size")).isEqualTo("1");
        assertThat(patched.at("/metadata/generation")).isEqualTo("1");
        assertThat(patched.json().path("metadata").has("annotations")).isFalse();
        assertThat(patched.json().path("metadata").has("finalizers")).isFalse();
    }

    @Test
    void aStaleStatusWriteConflicts() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", ""));
        raw().patch(path + "/a/status", RawApi.MERGE, "{'status':{'phase':'One'}}");
        String version = "{'metadata':{'resourceVersion':'" + made.version() + "'},'status':{'phase':'Two'}}";
        assertThat(raw().patch(path + "/a/status", RawApi.MERGE, version).reason())
                .isEqualTo("Conflict");
        String body = widget("a", "~'resourceVersion':'" + made.version() + "'},'status':{'phase':'Two'}");
        assertThat(raw().put(path + "/a/status", body).reason()).isEqualTo("Conflict");
    }

    @Test
    void withoutTheSubresourceStatusIsOrdinaryContent() {
        String path = GROUP + namespace() + "/gadgets";
        Reply made = raw().post(path, custom("Gadget", "a", "'status':{'phase':'Ready'}"));
        assertThat(made.at("/status/phase")).isEqualTo("Ready");
        Reply changed = raw().patch(path + "/a", RawApi.MERGE, "{'status':{'phase':'Done'}}");
        assertThat(changed.at("/status/phase")).isEqualTo("Done");
        assertThat(changed.at("/metadata/generation")).isEqualTo("2");
        assertThat(raw().patch(path + "/a/status", RawApi.MERGE, "{'status':{'phase':'No'}}")
                        .code())
                .isEqualTo(404);
    }

    @Test
    void aWrongUidIsRefusedExceptInAStatusPatch() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", ""));
        String patch = "{'metadata':{'uid':'11111111-1111-1111-1111-111111111111'},'status':{'phase':'X'}}";
        assertThat(raw().patch(path + "/a/status", RawApi.MERGE, patch).code()).isEqualTo(200);
        Reply main = raw().patch(path + "/a", RawApi.MERGE, patch);
        assertThat(main.code()).isEqualTo(422);
        assertThat(main.cause()).isEqualTo("metadata.uid");
        String body = widget(
                "a", "~'uid':'11111111-1111-1111-1111-111111111111','resourceVersion':'" + made.version() + "'}");
        assertThat(raw().put(path + "/a", body).reason()).isEqualTo("Conflict");
    }

    @Test
    void finalizersHoldADeletedObject() {
        String path = widgets();
        raw().post(path, widget("a", "~'finalizers':['x.example.com/hold']}"));
        Reply deleted = raw().delete(path + "/a", "");
        assertThat(deleted.code()).isEqualTo(200);
        assertThat(deleted.at("/metadata/deletionTimestamp")).isNotEmpty();
        assertThat(deleted.at("/metadata/generation")).isEqualTo("2");

        Reply added = raw().patch(
                        path + "/a",
                        RawApi.MERGE,
                        "{'metadata':{'finalizers':['x.example.com/hold','x.example.com/more']}}");
        assertThat(added.code()).isEqualTo(422);
        assertThat(added.cause()).isEqualTo("metadata.finalizers");

        Reply cleared = raw().patch(path + "/a", RawApi.MERGE, "{'metadata':{'deletionTimestamp':null}}");
        assertThat(cleared.at("/metadata/deletionTimestamp")).isNotEmpty();

        assertThat(raw().patch(path + "/a", RawApi.MERGE, "{'metadata':{'finalizers':null}}")
                        .code())
                .isEqualTo(200);
        assertThat(raw().get(path + "/a").code()).isEqualTo(404);
    }

    @Test
    void deletePreconditionsMustHold() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", ""));
        Reply uid = raw().delete(path + "/a", "{'preconditions':{'uid':'other'}}");
        assertThat(uid.code()).isEqualTo(409);
        assertThat(uid.reason()).isEqualTo("Conflict");
        assertThat(raw().delete(path + "/a", "{'preconditions':{'resourceVersion':'1'}}")
                        .code())
                .isEqualTo(409);
        Reply deleted = raw().delete(
                        path + "/a",
                        "{'preconditions':{'uid':'" + made.at("/metadata/uid") + "','resourceVersion':'"
                                + made.version() + "'}}");
        assertThat(deleted.code()).isEqualTo(200);
        assertThat(deleted.at("/status")).isEqualTo("Success");
        assertThat(deleted.at("/details/uid")).isEqualTo(made.at("/metadata/uid"));
    }

    @Test
    void aDryRunStoresNothing() {
        String path = widgets();
        assertThat(raw().post(path + "?dryRun=All", widget("a", "")).code()).isEqualTo(201);
        assertThat(raw().get(path + "/a").code()).isEqualTo(404);
        raw().post(path, widget("a", "'spec':{'size':1}"));
        Reply patched = raw().patch(path + "/a?dryRun=All", RawApi.MERGE, "{'spec':{'size':2}}");
        assertThat(patched.at("/spec/size")).isEqualTo("2");
        raw().delete(path + "/a?dryRun=All", "");
        assertThat(raw().get(path + "/a").at("/spec/size")).isEqualTo("1");
    }

    @Test
    void secretsFoldPlainDataInAndHonourImmutability() {
        String path = "/api/v1/namespaces/" + namespace() + "/secrets";
        Reply made = raw().post(
                        path,
                        "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s'},'stringData':{'a':'b'},'immutable':true}");
        assertThat(made.at("/data/a")).isEqualTo("Yg==");
        assertThat(made.at("/type")).isEqualTo("Opaque");
        assertThat(made.json().has("stringData")).isFalse();
        Reply changed = raw().patch(path + "/s", RawApi.MERGE, "{'data':{'a':'Yw=='}}");
        assertThat(changed.code()).isEqualTo(422);
        assertThat(changed.cause()).isEqualTo("data");
    }

    @Test
    void aNameThatDiffersFromThePathIsABadRequest() {
        String path = widgets();
        raw().post(path, widget("a", ""));
        Reply refused = raw().put(path + "/a", widget("b", ""));
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("BadRequest");
    }
}
