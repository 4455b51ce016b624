package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * Conversations with an API server whose answers must be the same from the simulator and from the real one. Every test
 * works in a namespace of its own.
 */
abstract class ApiParityContract {

    static final String GROUP = "/apis/parity.example.com/v1/namespaces/";

    private static final String DEFINITION =
            """
            {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
             'metadata':{'name':'%1$s.parity.example.com'},
             'spec':{'group':'parity.example.com','scope':'Namespaced',
              'names':{'plural':'%1$s','singular':'%2$s','kind':'%3$s','listKind':'%3$sList'},
              'versions':[{'name':'v1','served':true,'storage':true,%4$s
               'selectableFields':[{'jsonPath':'.spec.colour'}],
               'schema':{'openAPIV3Schema':{'type':'object','properties':{
                'spec':{'type':'object','properties':{
                 'colour':{'type':'string'},'size':{'type':'integer'},'tags':{'type':'array','items':{'type':'string'}},
                 'parts':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['name'],
                  'items':{'type':'object','required':['name'],'properties':{
                   'name':{'type':'string'},'weight':{'type':'integer'}}}}}},
                'status':{'type':'object','properties':{'phase':{'type':'string'}}}}}}}]}}
            """;

    abstract KubernetesClient client();

    RawApi raw() {
        return new RawApi(client());
    }

    /** Installs the kinds the conversations use: widgets have a status subresource, gadgets have none. */
    static void install(KubernetesClient client) {
        RawApi raw = new RawApi(client);
        define(raw, DEFINITION.formatted("widgets", "widget", "Widget", "'subresources':{'status':{}},"));
        define(raw, DEFINITION.formatted("gadgets", "gadget", "Gadget", ""));
        for (String plural : new String[] {"widgets", "gadgets"}) {
            await(() -> assertThat(raw.get(GROUP + "default/" + plural).code()).isEqualTo(200));
        }
    }

    private static void define(RawApi raw, String definition) {
        RawApi.Reply made = raw.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
        assertThat(made.code()).as(made.text()).isEqualTo(201);
    }

    static void await(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(condition);
    }

    /** A new namespace. */
    String namespace() {
        String name = "t-" + UUID.randomUUID();
        RawApi.Reply made = raw().post(
                        "/api/v1/namespaces",
                        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'" + name + "'}}");
        assertThat(made.code()).isEqualTo(201);
        return name;
    }

    /** The path of the collection of widgets in a new namespace. */
    String widgets() {
        return GROUP + namespace() + "/widgets";
    }

    static String widget(String name, String rest) {
        return custom("Widget", name, rest);
    }

    static String custom(String kind, String name, String rest) {
        return "{'apiVersion':'parity.example.com/v1','kind':'" + kind + "','metadata':{'name':'" + name + "'"
                + (rest.isEmpty() ? "}" : rest.startsWith("~") ? "," + rest.substring(1) : "}," + rest) + "}";
    }

    static String configMap(String name, String meta) {
        return "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'" + name + "'" + meta + "},'data':{'k':'v'}}";
    }
}
