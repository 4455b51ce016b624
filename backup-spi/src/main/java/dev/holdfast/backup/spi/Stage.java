package dev.holdfast.backup.spi;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One step of a plan. Immutable; each modifier returns a changed copy.
 *
 * <p>In a restore plan, creating a child is the <em>point of no return</em> unless the stage is {@link #harmless()}; for
 * {@code pod} it is passed the moment a container may have started. Deleting, erasing and patching what is not the run's own is one
 * everywhere, but for a patch that is {@link #harmless()}. Before it, failure, cancel and deadline undo what was started; after it,
 * and until it is safe again, a failure ends the restore as {@code RestoreInterrupted}. Safe again is the end of the outermost
 * {@link Suspended} range around the last such stage; without one, the end of that stage.
 *
 * @param name key of the stage's child, facts and check; lower case letters, digits and dashes, at most 20 characters
 * @param action what the engine does on entering
 * @param check which check says how it stands; {@code create} without one is done when the object exists, {@code pod}
 *     without one when the pod has succeeded; with one, a {@code pod} stage asks it after that
 * @param lifetime of what is created; default {@link Lifetime#RUN}
 * @param effect what the stage does to data that the run did not make
 * @param startWithin how long the work may take to begin; default 10 minutes
 * @param within how long the stage may take in all; default 6 hours
 * @param optional whether failure and deadline of this stage only warn
 * @param publishes type of a condition that is set True on the run when the stage is done
 * @param eraseUnlessSucceeded what to delete from the store, last, if the run does not succeed
 */
public record Stage(
        String name,
        StageAction action,
        Optional<String> check,
        Lifetime lifetime,
        Effect effect,
        Duration startWithin,
        Duration within,
        boolean optional,
        Optional<String> publishes,
        Optional<String> eraseUnlessSucceeded)
        implements PlanPart {

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,18}[a-z0-9])?");

    /** Default of {@link #startWithin(Duration)}. */
    public static final Duration DEFAULT_START_WITHIN = Duration.ofMinutes(10);

    /** Default of {@link #within(Duration)}. */
    public static final Duration DEFAULT_WITHIN = Duration.ofHours(6);

    /** Checks name and durations. */
    public Stage {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "stage name '" + name + "' must be lower case letters, digits and dashes, at most 20");
        }
        if (startWithin.isNegative() || startWithin.isZero() || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("the bounds of stage '" + name + "' must be positive");
        }
        if (action instanceof StageAction.Await && check.isEmpty()) {
            throw new IllegalArgumentException("stage '" + name + "' awaits, but names no check");
        }
    }

    /**
     * What a stage does to data that the run did not make.
     *
     * @param kind how the driver judged it
     * @param what in words for the person who approves; empty unless it overwrites
     */
    public record Effect(Kind kind, String what) {
        /** How the driver judged it. */
        public enum Kind {
            /** Nothing was said: in a restore, creating counts as overwriting. */
            UNSTATED,
            /** It overwrites data. */
            OVERWRITES,
            /** It changes nothing but its own child, or what can be put back. */
            HARMLESS
        }

        static final Effect UNSTATED = new Effect(Kind.UNSTATED, "");
    }

    static Stage of(String name, StageAction action) {
        return of(name, action, Optional.empty());
    }

    private static Stage of(String name, StageAction action, Optional<String> check) {
        return new Stage(
                name,
                action,
                check,
                Lifetime.RUN,
                Effect.UNSTATED,
                DEFAULT_START_WITHIN,
                DEFAULT_WITHIN,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Creates {@code manifest} unless this run already did. */
    public static Stage create(String name, HasMetadata manifest) {
        return of(name, new StageAction.Create(tree(manifest)), Optional.empty());
    }

    /** Runs a pod to completion with {@link PodSettings#defaults()}. */
    public static Stage pod(String name, PodTemplateSpec template) {
        return pod(name, template, PodSettings.defaults());
    }

    /** Runs a pod to completion. */
    public static Stage pod(String name, PodTemplateSpec template, PodSettings settings) {
        return of(name, new StageAction.Pod(tree(template), settings), Optional.empty());
    }

    /** Waits until the check named {@code check} is done. The stage bears the check's name. */
    public static Stage await(String check) {
        return of(check, new StageAction.Await(), Optional.of(check));
    }

    /** Deletes {@code uri} from the declared store that holds it; done when it is seen to be gone. */
    public static Stage erase(String uri) {
        return of("erase", new StageAction.Erase(uri, Map.of()), Optional.empty());
    }

    /** Deletes {@code uri} only if it bears this user metadata. */
    public static Stage erase(String uri, Map<String, String> ifMetadata) {
        return of("erase", new StageAction.Erase(uri, ifMetadata), Optional.empty());
    }

    /**
     * Deletes live objects and waits until they are gone. They are captured first, and deleted by UID.
     *
     * @throws IllegalArgumentException if {@code name} is malformed
     */
    public static Stage delete(String name, Target target, Propagation propagation) {
        return of(name, new StageAction.Delete(target, propagation));
    }

    /**
     * Changes fields of live objects, which are captured first. Unless it is {@link #harmless()} it is a point of no return; before
     * that it is undone to the captured values.
     *
     * @param fields a JSON merge patch
     * @throws IllegalArgumentException if the patch touches identity or status
     */
    public static Stage patch(String name, Target target, JsonNode fields) {
        return of(name, new StageAction.Patch(target, fields));
    }

    /** Runs {@code parts} while {@code reconciler} stands still. */
    public static Suspended suspended(Reconciler reconciler, PlanPart... parts) {
        return new Suspended(reconciler, List.of(parts), Suspended.DEFAULT_IDLE_WITHIN, false);
    }

    /** The same with the check named {@code name}. */
    public Stage check(String checkName) {
        return new Stage(
                name,
                action,
                Optional.of(checkName),
                lifetime,
                effect,
                startWithin,
                within,
                optional,
                publishes,
                eraseUnlessSucceeded);
    }

    /** The same doing something else. */
    public Stage withAction(StageAction value) {
        return new Stage(
                name, value, check, lifetime, effect, startWithin, within, optional, publishes, eraseUnlessSucceeded);
    }

    /** The same with another lifetime of what it creates. */
    public Stage lifetime(Lifetime value) {
        return new Stage(
                name, action, check, value, effect, startWithin, within, optional, publishes, eraseUnlessSucceeded);
    }

    /** The same, stating what it overwrites. */
    public Stage overwrites(String what) {
        return withEffect(new Effect(Effect.Kind.OVERWRITES, what));
    }

    /** The same, stating that it changes nothing but its own child, or, for a patch, what can be put back. */
    public Stage harmless() {
        return withEffect(new Effect(Effect.Kind.HARMLESS, ""));
    }

    private Stage withEffect(Effect value) {
        return new Stage(
                name, action, check, lifetime, value, startWithin, within, optional, publishes, eraseUnlessSucceeded);
    }

    /** The same with another bound for the work to begin. */
    public Stage startWithin(Duration bound) {
        return new Stage(
                name, action, check, lifetime, effect, bound, within, optional, publishes, eraseUnlessSucceeded);
    }

    /** The same with another bound for the whole stage. */
    public Stage within(Duration bound) {
        return new Stage(
                name, action, check, lifetime, effect, startWithin, bound, optional, publishes, eraseUnlessSucceeded);
    }

    /** The same, but its failure or deadline is only a warning. */
    public Stage orWarn() {
        return new Stage(
                name, action, check, lifetime, effect, startWithin, within, true, publishes, eraseUnlessSucceeded);
    }

    /** The same, setting the condition {@code type} True on the run when it is done. */
    public Stage publishes(String type) {
        return new Stage(
                name,
                action,
                check,
                lifetime,
                effect,
                startWithin,
                within,
                optional,
                Optional.of(type),
                eraseUnlessSucceeded);
    }

    /** The same, deleting {@code uri} if the run does not succeed, after its children are gone. */
    public Stage eraseUnlessSucceeded(String uri) {
        return new Stage(
                name, action, check, lifetime, effect, startWithin, within, optional, publishes, Optional.of(uri));
    }

    private static JsonNode tree(Object model) {
        return Trees.of(model);
    }
}
