package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ResourceKind;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A kind that the driver reads is not served: not installed is never taken for gone, nor for success. */
record KindMissing(CustomResourceDefinition definition) implements Trouble {

    private static final Duration LOOKED_AT = Duration.ofSeconds(3);

    /** Every kind of the subject's that its driver declares. */
    static List<KindMissing> of(Cast cast) {
        return cast.definitions().stream()
                .filter(d -> isDeclared(cast.subject(), d))
                .map(KindMissing::new)
                .toList();
    }

    private static boolean isDeclared(DriverSubject subject, CustomResourceDefinition definition) {
        return subject.driver().descriptor().resources().stream()
                .anyMatch(u ->
                        u.kind().kind().equals(definition.getSpec().getNames().getKind())
                                && u.kind().group().equals(definition.getSpec().getGroup()));
    }

    /** Whether it is among these kinds. */
    boolean isAmong(Set<ResourceKind> kinds) {
        return kinds.stream()
                .anyMatch(k -> k.kind().equals(definition.getSpec().getNames().getKind())
                        && k.group().equals(definition.getSpec().getGroup()));
    }

    @Override
    public String name() {
        return "not installed: " + definition.getSpec().getNames().getKind();
    }

    @Override
    public Outcome outcome() {
        return Outcome.ANY;
    }

    @Override
    public boolean isOpenEnded() {
        return true;
    }

    @Override
    public void prepare(Scene scene, Course course) {
        scene.delete(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                definition.getMetadata().getName());
    }

    @Override
    public void during(Scene scene, Course course, Verdict verdict) {
        Waits.within(LOOKED_AT, course::hasSucceeded);
        verdict.expect(
                Rule.STATES,
                !course.hasSucceeded(),
                "it succeeds although " + definition.getSpec().getNames().getKind() + " is not served");
    }
}
