package dev.holdfast.backup.testkit.pods;

import java.util.Map;

/** What a pod's volume is made of. */
sealed interface VolumePlan {
    /** An empty directory that lives as long as the pod. */
    record Scratch() implements VolumePlan {}

    /** The directory of a claim; outlives the pod. */
    record Claim(String namespace, String name) implements VolumePlan {}

    /** Files by relative path. */
    record Files(Map<String, FileContent> files) implements VolumePlan {}

    /** The bytes of one file and its permission bits. */
    record FileContent(byte[] bytes, int mode) {}
}
