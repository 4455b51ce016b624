package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.StageAction;
import java.util.List;
import java.util.Optional;

/**
 * Lets the API server judge everything that a run is going to create after its point of no return, before it passes it: a refusal is
 * harmless now, and would leave the target in pieces then. Used by one thread, for one pass.
 */
final class DryRuns {

    private final Pass pass;

    DryRuns(Pass pass) {
        this.pass = pass;
    }

    /**
     * Tries the manifests of this stage and of all later ones.
     *
     * @return what the API server refused, if it did
     * @throws ApiException for answers that may be others later; a name that is taken counts as accepted, and so does what an
     *     admission webhook with side effects keeps the server from trying
     */
    Optional<Failed> refused(Run run) {
        List<Stage> stages = run.plan().stages();
        List<Stage> ahead = stages.subList(stages.indexOf(run.stage()), stages.size());
        for (Stage stage : ahead) {
            // A pod is created suspended, so that the creation of the stage's own is nothing yet.
            boolean matters = stage.action() instanceof StageAction.Create
                    || stage.action() instanceof StageAction.Pod && !stage.equals(run.stage());
            Optional<JsonNode> manifest = matters ? manifest(stage, run) : Optional.empty();
            Optional<Failed> refused = manifest.flatMap(m -> refused(stage, m));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> manifest(Stage stage, Run run) {
        Run there = stage.equals(run.stage())
                ? run
                : run.withPosition(
                        Position.entering(stage.name(), run.position().since()));
        return Children.manifest(stage, there, pass.home().owner());
    }

    /** The server's own words, as it has no other sign: {@code admission webhook "…" does not support dry run}. */
    private static boolean cannotBeTried(ApiException e) {
        return e.code() == 400 && e.detail().contains("does not support dry run");
    }

    private Optional<Failed> refused(Stage stage, JsonNode manifest) {
        try {
            pass.parts().cluster().dryRunCreate(manifest);
            return Optional.empty();
        } catch (ApiException e) {
            if (e.isAlreadyExists() || cannotBeTried(e)) {
                return Optional.empty();
            }
            if (e.code() == 400 || e.code() == 422) {
                return Optional.of(Failed.failed(
                        Reasons.REJECTED.wire(),
                        "what stage '" + stage.name() + "' is to create was tried before anything was touched: "
                                + ErrorTable.rejected(e)));
            }
            throw e;
        }
    }
}
