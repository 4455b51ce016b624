package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Map;

/** What stays the same during one rendering of one template. */
record Run(
        TemplateMap root,
        RenderOptions options,
        FunctionTable functions,
        Map<String, List<Node>> definitions,
        Meter meter,
        BoundedText out) {
    boolean failOnMissing() {
        return options.missing() == RenderOptions.Missing.FAIL;
    }
}
