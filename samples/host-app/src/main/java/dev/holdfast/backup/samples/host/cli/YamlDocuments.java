package dev.holdfast.backup.samples.host.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.PrintWriter;
import java.util.List;

/** Prints objects the way {@code kubectl apply -f -} reads them. */
public final class YamlDocuments {

    private YamlDocuments() {}

    /** One document per object. */
    public static String of(List<? extends HasMetadata> objects) {
        KubernetesSerialization yaml = new KubernetesSerialization();
        StringBuilder text = new StringBuilder();
        for (HasMetadata object : objects) {
            String document = yaml.asYaml(object);
            text.append(document.startsWith("---") ? "" : "---\n").append(document);
        }
        return text.toString();
    }

    /** Prints them. */
    public static void print(PrintWriter out, List<? extends HasMetadata> objects) {
        out.print(of(objects));
        out.flush();
    }
}
