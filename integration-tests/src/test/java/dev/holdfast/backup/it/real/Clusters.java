package dev.holdfast.backup.it.real;

import dev.holdfast.backup.testkit.cluster.KubeBinaries;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one cluster per {@link CrdSet} when the first test asks for it and ends it after the last test of the run. Skips, with
 * a hint, where the programs or the upstream files are missing, but not on a build server that can build them.
 */
final class Clusters implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Clusters.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (KubeBinaries.isRequired()) {
            return ConditionEvaluationResult.enabled("the programs must be there");
        }
        if (KubeBinaries.find()
                .filter(b -> b.controllerManager().isPresent() && b.kubectl().isPresent())
                .isEmpty()) {
            return ConditionEvaluationResult.disabled(KubeBinaries.HINT);
        }
        return crds(context) == CrdSet.UPSTREAM && CrdSet.upstream().isEmpty()
                ? ConditionEvaluationResult.disabled("needs the upstream files: -Dupstream.dir=<folder with crds/>")
                : ConditionEvaluationResult.enabled("the programs are there");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(crds(context), Platform::start, Platform.class);
    }

    private static CrdSet crds(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(OnCluster.class).value();
    }
}
