package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Class parameters that look like credentials by their name; Backups show parameters to tenants. Pure. */
final class ClassParameters {

    private static final Set<String> KNOWN = Set.of(Annotations.STORE_SECRET_NAME, Annotations.STORE_CA_SECRET_NAME);
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i).*(passw(or)?d|passphrase|secret|token|credential|key$|key[-_.]?id$).*");
    private static final Pattern REFERENCE = Pattern.compile("(?i).*(name|namespace|ref|path|file)$");

    private ClassParameters() {}

    /** Where such parameters stand, in order; never what they are. */
    static List<String> suspicious(JsonNode strategies) {
        List<String> places = new ArrayList<>();
        int index = 0;
        for (JsonNode route : strategies) {
            for (var parameter : route.path("parameters").properties()) {
                if (looksLikeACredential(parameter.getKey())) {
                    places.add("strategies[" + index + "].parameters[" + parameter.getKey() + "]");
                }
            }
            index++;
        }
        return places;
    }

    /** Names of Secrets and of files are fine: they give nothing away. */
    static boolean looksLikeACredential(String key) {
        return !KNOWN.contains(key)
                && CREDENTIAL.matcher(key).matches()
                && !REFERENCE.matcher(key).matches();
    }
}
