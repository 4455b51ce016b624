package dev.holdfast.backup.engine.template;

import com.github.mustachejava.codes.DefaultCode;
import java.io.Writer;
import java.util.List;

/** Runs a program; the only scope is the {@link Run}. */
final class ProgramCode extends DefaultCode {
    private final Program program;

    ProgramCode(Program program) {
        this.program = program;
    }

    @Override
    public Writer execute(Writer writer, List<Object> scopes) {
        Run run = (Run) scopes.get(0);
        new NodeEvaluator(run, run.root()).body(program.body());
        return writer;
    }
}
