package dev.holdfast.backup.spi;

import java.util.Optional;

/** A restore of {@link #backup()} into {@link #target()} is asked for. The target exists and is of the source's kind. */
public interface RestoreRequest extends PlanContext {

    /** What to restore. It is Ready. */
    BackupRecord backup();

    /** Where to. */
    ApplicationRef target();

    /** Whether the target is the application that the Backup was taken of. */
    default boolean inPlace() {
        return target().sameNameAs(application());
    }

    /** The restore of this target that was interrupted past its point of no return and is taken over, if there is one. */
    Optional<InterruptedRestore> interrupted();

    /**
     * The HelmRelease that keeps the target as its values say, to be suspended while the restore takes it apart; empty if there is
     * none. Found by the rules that the engine was given, by default {@code <kind in lower case>-<name>} in the target's namespace.
     * The descriptor has to declare {@code get list watch patch} on {@code helm.toolkit.fluxcd.io/v2/HelmRelease}.
     */
    Optional<Reconciler> reconciler();

    /**
     * The driver's own options, decoded strictly.
     *
     * @throws RefusedException {@code InvalidOptions} with every unknown, missing or malformed key
     */
    <T extends Record> T options(Class<T> type);
}
