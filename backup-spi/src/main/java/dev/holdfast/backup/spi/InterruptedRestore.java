package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A restore that failed past its point of no return and left its target in an unknown state.
 *
 * @param runUid of the RestoreJob
 * @param stage in which it failed
 * @param reason why
 * @param facts what its plan and checks had found
 */
public record InterruptedRestore(String runUid, String stage, String reason, JsonNode facts) {}
