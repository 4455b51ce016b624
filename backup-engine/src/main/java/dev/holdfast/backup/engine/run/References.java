package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.ApplicationRef;

/** References as the API writes them. Pure. */
public final class References {

    private References() {}

    /** {@code apiGroup}, {@code kind} and {@code name}: a reference within the namespace of whoever holds it. */
    public static ObjectNode of(ApplicationRef application) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiGroup", application.group())
                .put("kind", application.kind())
                .put("name", application.name());
    }
}
