package dev.holdfast.backup.testkit.jobs;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pods as a Job makes them. */
final class JobPods {

    private static final int NAME_LIMIT = 57;

    private JobPods() {}

    static Pod create(Job job, String suffix) {
        Optional<ObjectMeta> template =
                Optional.ofNullable(job.getSpec().getTemplate().getMetadata());
        return new PodBuilder()
                .withNewMetadata()
                .withName(name(job.getMetadata().getName()) + "-" + suffix)
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(labels(job, template))
                .withAnnotations(template.map(ObjectMeta::getAnnotations).orElse(Map.of()))
                .withFinalizers(template.map(ObjectMeta::getFinalizers).orElse(java.util.List.of()))
                .withOwnerReferences(owner(job))
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .build();
    }

    static boolean isOf(Pod pod, Job job) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && job.getMetadata().getUid().equals(owner.getUid()));
    }

    private static Map<String, String> labels(Job job, Optional<ObjectMeta> template) {
        Map<String, String> labels =
                new LinkedHashMap<>(template.map(ObjectMeta::getLabels).orElse(Map.of()));
        for (String prefix : new String[] {"", "batch.kubernetes.io/"}) {
            labels.put(prefix + "job-name", job.getMetadata().getName());
            labels.put(prefix + "controller-uid", job.getMetadata().getUid());
        }
        return labels;
    }

    private static OwnerReference owner(Job job) {
        return new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** Leaves room for a dash and the suffix within the 63 characters of a Pod name. */
    private static String name(String job) {
        return job.length() > NAME_LIMIT ? job.substring(0, NAME_LIMIT) : job;
    }
}
