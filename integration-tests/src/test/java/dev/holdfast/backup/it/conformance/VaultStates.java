package dev.holdfast.backup.it.conformance;

import static dev.holdfast.backup.testkit.vault.VaultFault.BACKUPS_EMPTY;
import static dev.holdfast.backup.testkit.vault.VaultFault.BACKUPS_FAIL;
import static dev.holdfast.backup.testkit.vault.VaultFault.BACKUPS_HELD;
import static dev.holdfast.backup.testkit.vault.VaultFault.BACKUPS_ODD;
import static dev.holdfast.backup.testkit.vault.VaultFault.BACKUPS_QUEUED;
import static dev.holdfast.backup.testkit.vault.VaultFault.BOOTSTRAP_FAILS;
import static dev.holdfast.backup.testkit.vault.VaultFault.BOOTSTRAP_HELD;
import static dev.holdfast.backup.testkit.vault.VaultFault.BOOTSTRAP_ODD;
import static dev.holdfast.backup.testkit.vault.VaultFault.HELM_HELD;
import static dev.holdfast.backup.testkit.vault.VaultFault.OPERATOR_STOPPED;
import static dev.holdfast.backup.testkit.vault.VaultFault.QUORUM_LOST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.backup.testkit.conformance.Operation;
import dev.holdfast.backup.testkit.conformance.OperatorState;
import dev.holdfast.backup.testkit.vault.VaultFault;
import dev.holdfast.backup.testkit.vault.VaultKind;
import dev.holdfast.backup.testkit.vault.VaultPlatform;
import dev.holdfast.backup.testkit.vault.VaultState;
import java.util.List;
import java.util.function.Predicate;

/** Every state of the Vault operator and of Helm, and what its words do not tell. */
final class VaultStates {

    private static final String COMPLETE = VaultState.BACKUP_COMPLETE.word();

    private VaultStates() {}

    static List<OperatorState> all() {
        return List.of(
                waits("VaultBackup without a phase", Operation.BACKUP, OPERATOR_STOPPED, phase("")),
                waits(VaultState.BACKUP_PENDING, BACKUPS_QUEUED),
                waits(VaultState.BACKUP_RUNNING, BACKUPS_HELD),
                waits("VaultBackup " + VaultPlatform.ODD, Operation.BACKUP, BACKUPS_ODD, phase(VaultPlatform.ODD)),
                fails(VaultState.BACKUP_FAILED, BACKUPS_FAIL),
                OperatorState.fails(
                        "VaultBackup " + COMPLETE + " without an artifact",
                        Operation.BACKUP,
                        o -> ((VaultSimulator) o).begin(BACKUPS_EMPTY),
                        phase(COMPLETE)),
                OperatorState.succeeds(title(VaultState.BACKUP_COMPLETE), Operation.BACKUP, phase(COMPLETE)),
                waits("VaultCluster without a condition", Operation.RESTORE, OPERATOR_STOPPED, available("")),
                waits(VaultState.BOOTSTRAPPING, BOOTSTRAP_HELD),
                waits(
                        "VaultCluster " + VaultPlatform.ODD,
                        Operation.RESTORE,
                        BOOTSTRAP_ODD,
                        available(VaultPlatform.ODD)),
                fails(VaultState.BOOTSTRAP_FAILED, BOOTSTRAP_FAILS),
                fails(VaultState.QUORUM_LOST, QUORUM_LOST),
                succeeds(VaultState.QUORUM_HEALTHY),
                OperatorState.waits(
                        title(VaultState.HELM_PROGRESSING),
                        Operation.RESTORE,
                        o -> ((VaultSimulator) o).beginUpgrade(),
                        o -> ((VaultSimulator) o).end(HELM_HELD),
                        shows(VaultState.HELM_PROGRESSING)),
                succeeds(VaultState.HELM_INSTALLED),
                succeeds(VaultState.HELM_UPGRADED));
    }

    static String title(VaultState state) {
        return state.kind().kind() + " " + state.word();
    }

    private static Operation operation(VaultState state) {
        return state.kind() == VaultKind.BACKUP ? Operation.BACKUP : Operation.RESTORE;
    }

    private static OperatorState waits(VaultState state, VaultFault fault) {
        return waits(title(state), operation(state), fault, shows(state));
    }

    private static OperatorState waits(String name, Operation operation, VaultFault fault, Predicate<JsonNode> seen) {
        return OperatorState.waits(
                name, operation, o -> ((VaultSimulator) o).begin(fault), o -> ((VaultSimulator) o).end(fault), seen);
    }

    private static OperatorState fails(VaultState state, VaultFault fault) {
        return OperatorState.fails(
                title(state), operation(state), o -> ((VaultSimulator) o).begin(fault), shows(state));
    }

    private static OperatorState succeeds(VaultState state) {
        return OperatorState.succeeds(title(state), operation(state), shows(state));
    }

    private static Predicate<JsonNode> shows(VaultState state) {
        return switch (state.kind()) {
            case BACKUP -> phase(state.word());
            case CLUSTER -> available(state.word());
            default ->
                release -> reason(release, VaultKind.HELM_RELEASE, "Ready").equals(state.word());
        };
    }

    private static Predicate<JsonNode> phase(String phase) {
        return backup -> backup.path("kind").asText().equals(VaultKind.BACKUP.kind())
                && backup.at("/status/phase").asText().equals(phase);
    }

    /** Of a cluster that is made from an artifact. */
    private static Predicate<JsonNode> available(String reason) {
        return cluster -> cluster.at("/spec/bootstrap/restore").isObject()
                && reason(cluster, VaultKind.CLUSTER, "Available").equals(reason);
    }

    private static String reason(JsonNode object, VaultKind kind, String type) {
        if (!object.path("kind").asText().equals(kind.kind())) {
            return "of another kind";
        }
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("reason").asText();
            }
        }
        return "";
    }
}
