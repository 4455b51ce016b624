package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Map;

/** A parsed template. */
record Program(List<Node> body, Map<String, List<Node>> definitions) {}
