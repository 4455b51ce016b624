package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StrategyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The record of a run: everything the engine obeys after a restart. Immutable; kept in the job's status, for runs that
 * overwrite or delete in a journal.
 *
 * @param operation what it is for
 * @param uid of the job, or of the Backup and attempt for reclaim and verify; stamps every child
 * @param driver which driver's plan it is
 * @param pin what it was started with
 * @param plan what it does
 * @param planDigest SHA-256 over the plan
 * @param claimed whether a backup has announced itself on its locks
 * @param journal name of the journal Secret; empty for runs without one
 * @param position how far it is
 * @param children what it has made
 * @param facts of the plan and of finished stages, a JSON object
 * @param result what a backup produced, once a stage has seen it
 * @param touched whether it has passed its point of no return
 * @param exit why it leaves, once that is decided
 * @param holds the reconcilers that it keeps still
 * @param hits the live objects that it deletes or changes, as far as their stages were entered
 */
public record Run(
        Operation operation,
        String uid,
        StrategyType driver,
        Pin pin,
        RunPlan plan,
        String planDigest,
        boolean claimed,
        String journal,
        Position position,
        List<Child> children,
        JsonNode facts,
        Optional<BackupResult> result,
        boolean touched,
        Optional<Exit> exit,
        List<Hold> holds,
        List<Hit> hits) {

    /** Copies the lists. */
    public Run {
        children = List.copyOf(children);
        holds = List.copyOf(holds);
        hits = List.copyOf(hits);
    }

    /** Where the run acts: the namespace of its target. */
    String namespace() {
        return pin.target().namespace();
    }

    /** The stage the run is in. */
    public Stage stage() {
        return plan.stages().get(index());
    }

    /** The stage after this one, if there is one. */
    public Optional<Stage> nextStage() {
        int next = index() + 1;
        return next < plan.stages().size() ? Optional.of(plan.stages().get(next)) : Optional.empty();
    }

    private int index() {
        return PlanShape.index(plan, position.stage())
                .orElseThrow(() -> new IllegalStateException(
                        "run " + uid + " stands at stage '" + position.stage() + "', which its plan lacks"));
    }

    /** What the stage has made, in the current attempt. */
    public Optional<Child> child(String stage) {
        return children.stream().filter(c -> c.stage().equals(stage)).findFirst();
    }

    /** The reconciler that the range beginning with this stage keeps still. */
    Optional<Hold> hold(String stage) {
        return holds.stream().filter(h -> h.stage().equals(stage)).findFirst();
    }

    /** What the stage found when it was entered; empty if it was not, or found nothing. */
    List<Hit> hits(String stage) {
        return hits.stream().filter(h -> h.stage().equals(stage)).toList();
    }

    /** Whether entering the present stage can be a point of no return. */
    boolean overwrites() {
        return PlanShape.overwrites(plan, stage(), operation);
    }

    /** Whether stopping here would leave the target unusable: past the point of no return, and not safe again. */
    boolean inDanger() {
        return touched && index() <= PlanShape.safeAgain(plan, operation);
    }

    /** Whether the run has done what cannot be undone, and is past the end of it. */
    boolean isSafeAgain() {
        return touched && !inDanger();
    }

    Run withPosition(Position value) {
        return with(d -> d.position = value);
    }

    Run withChild(Child child) {
        return withoutChild(child.stage()).with(d -> d.children.add(child));
    }

    Run withoutChild(String stage) {
        return with(d -> d.children.removeIf(c -> c.stage().equals(stage)));
    }

    Run withClaimed(boolean value) {
        return with(d -> d.claimed = value);
    }

    Run withFacts(JsonNode more) {
        ObjectNode merged = facts.deepCopy();
        merged.setAll((ObjectNode) more);
        return with(d -> d.facts = merged);
    }

    Run withResult(BackupResult value) {
        return with(d -> d.result = Optional.of(value));
    }

    Run withTouched() {
        return with(d -> d.touched = true);
    }

    Run withExit(Exit value) {
        return with(d -> d.exit = Optional.of(value));
    }

    /** With this hold, in place of one of the same object. */
    Run withHold(Hold hold) {
        return withoutHold(hold.reconciler().ref()).with(d -> d.holds.add(hold));
    }

    Run withoutHold(ObjectRef ref) {
        return with(d -> d.holds.removeIf(h -> h.reconciler().ref().equals(ref)));
    }

    /** A stage has been entered, and this is what it is about. */
    Run withHits(List<Hit> found) {
        return with(d -> d.hits.addAll(found));
    }

    private Run with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                draft.claimed,
                journal,
                draft.position,
                draft.children,
                draft.facts,
                draft.result,
                draft.touched,
                draft.exit,
                draft.holds,
                draft.hits);
    }

    /** The parts of a record that change while it runs. */
    private static final class Draft {
        private boolean claimed;
        private Position position;
        private final List<Child> children;
        private JsonNode facts;
        private Optional<BackupResult> result;
        private boolean touched;
        private Optional<Exit> exit;
        private final List<Hold> holds;
        private final List<Hit> hits;

        Draft(Run run) {
            claimed = run.claimed;
            position = run.position;
            children = new ArrayList<>(run.children);
            facts = run.facts;
            result = run.result;
            touched = run.touched;
            exit = run.exit;
            holds = new ArrayList<>(run.holds);
            hits = new ArrayList<>(run.hits);
        }
    }
}
