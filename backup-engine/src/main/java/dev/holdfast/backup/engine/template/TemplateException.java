package dev.holdfast.backup.engine.template;

import java.util.List;

/** One or more templates could not be compiled or rendered. The message is bounded; it lists the first problems. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SPELLED_OUT = 5;

    private final transient List<TemplateProblem> problems;

    /** Made by template engines; {@code problems} must not be empty. */
    public TemplateException(List<TemplateProblem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem found, in tree order; unmodifiable. */
    public List<TemplateProblem> problems() {
        return problems;
    }

    private static String describe(List<TemplateProblem> problems) {
        StringBuilder text = new StringBuilder()
                .append(problems.size())
                .append(problems.size() == 1 ? " template problem" : " template problems");
        String separator = ": ";
        for (TemplateProblem problem : problems.subList(0, Math.min(SPELLED_OUT, problems.size()))) {
            text.append(separator).append(problem);
            separator = "; ";
        }
        if (problems.size() > SPELLED_OUT) {
            text.append("; and ").append(problems.size() - SPELLED_OUT).append(" more");
        }
        return text.toString();
    }
}
