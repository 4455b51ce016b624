package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.api.RawApi.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists, selectors, pages and watches. */
abstract class ReadParityContract extends ApiParityContract {

    private String labelled() {
        String path = widgets();
        raw().post(path, widget("a", "~'labels':{'tier':'one','n':'1'}},'spec':{'colour':'red'}"));
        raw().post(path, widget("b", "~'labels':{'tier':'two','n':'2'}},'spec':{'colour':'blue'}"));
        raw().post(path, widget("c", "'spec':{'colour':'red'}"));
        return path;
    }

    private List<String> names(String path, String parameter, String selector) {
        Reply reply = raw().get(path + "?" + parameter + "=" + URLEncoder.encode(selector, StandardCharsets.UTF_8));
        assertThat(reply.code()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .path("items")
                .valueStream()
                .map(item -> item.at("/metadata/name").asText())
                .toList();
    }

    @Test
    void allFormsOfLabelSelectorsWork() {
        String path = labelled();
        assertThat(names(path, "labelSelector", "tier=one")).containsExactly("a");
        assertThat(names(path, "labelSelector", "tier==one")).containsExactly("a");
        assertThat(names(path, "labelSelector", "tier!=one")).containsExactly("b", "c");
        assertThat(names(path, "labelSelector", "tier in (one, two)")).containsExactly("a", "b");
        assertThat(names(path, "labelSelector", "tier notin (one)")).containsExactly("b", "c");
        assertThat(names(path, "labelSelector", "tier")).containsExactly("a", "b");
        assertThat(names(path, "labelSelector", "!tier")).containsExactly("c");
        assertThat(names(path, "labelSelector", "n>1")).containsExactly("b");
        assertThat(names(path, "labelSelector", "tier in (one,two),n<2")).containsExactly("a");
    }

    @Test
    void fieldSelectorsWorkOnNamesAndSelectableFields() {
        String path = labelled();
        assertThat(names(path, "fieldSelector", "metadata.name=b")).containsExactly("b");
        assertThat(names(path, "fieldSelector", "metadata.name!=b")).containsExactly("a", "c");
        assertThat(names(path, "fieldSelector", "spec.colour=red")).containsExactly("a", "c");
        assertThat(raw().get(path + "?fieldSelector=spec.size%3D1").code()).isEqualTo(400);
    }

    @Test
    void pagesShowTheStateOfTheFirstPage() {
        String path = labelled();
        Reply first = raw().get(path + "?limit=2");
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.at("/metadata/remainingItemCount")).isEqualTo("1");
        raw().post(path, widget("d", ""));
        Reply second = raw().get(path + "?limit=2&continue=" + first.at("/metadata/continue"));
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.at("/metadata/continue")).isEmpty();
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    void aCollectionIsDeletedBySelector() {
        String path = labelled();
        assertThat(raw().delete(path + "?labelSelector=tier%3Done", "").code()).isEqualTo(200);
        assertThat(names(path, "labelSelector", "")).containsExactly("b", "c");
    }

    @Test
    void aWatchGoesOnFromAVersion() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", ""));
        raw().patch(path + "/a", RawApi.MERGE, "{'spec':{'size':2}}");
        raw().delete(path + "/a", "");
        List<String> events = watch(path, "&resourceVersion=" + made.version());
        assertThat(events).containsExactly("MODIFIED a", "DELETED a");
    }

    @Test
    void aWatchWithoutAVersionBeginsWithTheState() {
        String path = labelled();
        assertThat(watch(path, "")).containsExactlyInAnyOrder("ADDED a", "ADDED b", "ADDED c");
        assertThat(watch(path, "&resourceVersion=0")).containsExactlyInAnyOrder("ADDED a", "ADDED b", "ADDED c");
    }

    @Test
    void leavingAndEnteringTheSelectionCountsAsDeletedAndAdded() {
        String path = widgets();
        Reply made = raw().post(path, widget("a", "~'labels':{'tier':'one'}}"));
        raw().patch(path + "/a", RawApi.MERGE, "{'metadata':{'labels':{'tier':'two'}}}");
        raw().patch(path + "/a", RawApi.MERGE, "{'metadata':{'labels':{'tier':'one'}}}");
        assertThat(watch(path, "&labelSelector=tier%3Done&resourceVersion=" + made.version()))
                .containsExactly("DELETED a", "ADDED a");
    }

    @Test
    void initialEventsEndWithAMarkedBookmark() {
        String path = labelled();
        List<String> events =
                watch(path, "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        assertThat(events.subList(0, 3)).containsExactlyInAnyOrder("ADDED a", "ADDED b", "ADDED c");
        assertThat(events.get(3)).isEqualTo("BOOKMARK initial");
    }

    @Test
    void podsAreSelectedByPhase() {
        String path = "/api/v1/namespaces/" + namespace() + "/pods";
        raw().post(
                        path,
                        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'containers':[{'name':'c','image':'i'}]}}");
        assertThat(names(path, "fieldSelector", "status.phase=Pending")).containsExactly("p");
        raw().patch(path + "/p/status", RawApi.MERGE, "{'status':{'phase':'Running'}}");
        assertThat(names(path, "fieldSelector", "status.phase=Pending")).isEmpty();
    }

    @Test
    void discoveryListsGroupsAndResources() {
        assertThat(raw().get("/apis").json().path("groups").findValuesAsText("name"))
                .contains("batch", "apps", "parity.example.com");
        JsonNode resources = raw().get("/apis/parity.example.com/v1").json().path("resources");
        assertThat(resources.findValuesAsText("name")).contains("widgets", "widgets/status", "gadgets");
        assertThat(raw().get("/version").at("/major")).isEqualTo("1");
        assertThat(raw().get("/readyz").text()).isEqualTo("ok");
    }

    @Test
    void everythingIsAllowedToTheAdministrator() {
        Reply review = raw().post(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{'apiVersion':'authorization.k8s.io/v1','kind':'SelfSubjectAccessReview','spec':{'resourceAttributes':"
                                + "{'verb':'get','resource':'secrets','namespace':'default'}}}");
        assertThat(review.code()).isEqualTo(201);
        assertThat(review.at("/status/allowed")).isEqualTo("true");
    }

    private List<String> watch(String path, String parameters) {
        String text =
                raw().get(path + "?watch=true&timeoutSeconds=1" + parameters).text();
        return text.lines()
                .map(line -> new Reply(200, line))
                .filter(event ->
                        !event.at("/type").equals("BOOKMARK") || event.text().contains("initial-events-end"))
                .map(event -> event.at("/type") + " "
                        + (event.at("/type").equals("BOOKMARK") ? "initial" : event.at("/object/metadata/name")))
                .toList();
    }
}
