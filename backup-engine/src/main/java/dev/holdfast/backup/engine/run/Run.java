package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.spi.BackupResult;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StrategyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        Optional<Exit> exit) {

    /** Copies the list. */
    public Run {
        children = List.copyOf(children);
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
        for (int i = 0; i < plan.stages().size(); i++) {
            if (plan.stages().get(i).name().equals(position.stage())) {
                return i;
            }
        }
        throw new IllegalStateException(
                "run " + uid + " stands at stage '" + position.stage() + "', which its plan lacks");
    }

    /** What the stage has made, in the current attempt. */
    public Optional<Child> child(String stage) {
        return children.stream().filter(c -> c.stage().equals(stage)).findFirst();
    }

    Run withPosition(Position value) {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                value,
                children,
                facts,
                result,
                touched,
                exit);
    }

    Run withChild(Child child) {
        List<Child> more = new ArrayList<>(children);
        more.removeIf(c -> c.stage().equals(child.stage()));
        more.add(child);
        return withChildren(more);
    }

    Run withoutChild(String stage) {
        return withChildren(
                children.stream().filter(c -> !c.stage().equals(stage)).toList());
    }

    private Run withChildren(List<Child> value) {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                position,
                value,
                facts,
                result,
                touched,
                exit);
    }

    Run withClaimed(boolean value) {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                value,
                journal,
                position,
                children,
                facts,
                result,
                touched,
                exit);
    }

    Run withFacts(JsonNode more) {
        ObjectNode merged = facts.deepCopy();
        merged.setAll((ObjectNode) more);
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                position,
                children,
                merged,
                result,
                touched,
                exit);
    }

    Run withResult(BackupResult value) {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                position,
                children,
                facts,
                Optional.of(value),
                touched,
                exit);
    }

    Run withTouched() {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                position,
                children,
                facts,
                result,
                true,
                exit);
    }

    Run withExit(Exit value) {
        return new Run(
                operation,
                uid,
                driver,
                pin,
                plan,
                planDigest,
                claimed,
                journal,
                position,
                children,
                facts,
                result,
                touched,
                Optional.of(value));
    }
}
