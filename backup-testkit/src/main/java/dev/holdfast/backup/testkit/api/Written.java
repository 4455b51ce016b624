package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The outcome of a write. */
record Written(ObjectNode object, boolean created, List<String> warnings) {}
