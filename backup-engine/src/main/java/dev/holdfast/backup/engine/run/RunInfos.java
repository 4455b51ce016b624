package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.RunListener.RunInfo;

/** Runs as listeners see them. Pure. */
final class RunInfos {

    private RunInfos() {}

    static RunInfo of(Run run, JobView owner) {
        return new RunInfo(
                owner.ref().kind().kind(),
                owner.ref().namespace(),
                owner.ref().name(),
                run.operation().wire(),
                run.driver().toString());
    }

    /** A run that ended before it was planned. */
    static RunInfo of(JobView owner, Operation operation) {
        return new RunInfo(
                owner.ref().kind().kind(), owner.ref().namespace(), owner.ref().name(), operation.wire(), "");
    }
}
