package dev.holdfast.backup.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.Annotations;
import dev.holdfast.backup.api.Reasons;
import dev.holdfast.backup.engine.template.RenderContext;
import dev.holdfast.backup.engine.template.RenderOptions;
import dev.holdfast.backup.engine.template.TemplateException;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Problem;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.Strategy;
import java.util.Optional;
import java.util.Set;

/**
 * Renders strategies. Every driver's templates see the same context: {@code .Application .Release .Mode .Parameters .Options
 * .Run .BackupName .ArtifactURI} and, but for backups, {@code .Backup .Artifact}. Secrets never enter it. Thread-safe.
 */
final class Rendering {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Root keys that a template may use. */
    static final Set<String> ROOTS = Set.of(
            "Application",
            "Release",
            "Mode",
            "Parameters",
            "Options",
            "Run",
            "BackupName",
            "ArtifactURI",
            "Backup",
            "Artifact");

    private final TemplateLanguages languages;

    Rendering(TemplateLanguages languages) {
        this.languages = languages;
    }

    /** The artifact's URI: rendered from the strategy's annotation in a backup, else what the Backup recorded. */
    Optional<String> artifactUri(Inputs inputs) {
        if (inputs.backup().isPresent()) {
            return inputs.backup().get().uri();
        }
        return inputs.applicable()
                .flatMap(s -> annotation(s, Annotations.ARTIFACT_URI_TEMPLATE).map(t -> text(s, t, inputs)));
    }

    private static Optional<String> annotation(Strategy strategy, String key) {
        return Optional.ofNullable(strategy.annotations().get(key));
    }

    /** One template, without {@code .ArtifactURI} in its context. */
    String text(Strategy strategy, String template, Inputs inputs) {
        try {
            return languages
                    .forAnnotations(strategy.annotations())
                    .renderString(template, context(inputs, Optional.empty()), options(strategy, inputs));
        } catch (TemplateException e) {
            throw refused(strategy, e);
        }
    }

    /** The whole spec of a strategy. */
    JsonNode spec(Strategy strategy, Inputs inputs) {
        try {
            return languages
                    .forAnnotations(strategy.annotations())
                    .render(strategy.spec(), context(inputs, artifactUri(inputs)), options(strategy, inputs));
        } catch (TemplateException e) {
            throw refused(strategy, e);
        }
    }

    /** Shipped scripts name {@code .Backup} in their restore branch, so in a backup it may be missing. */
    private static RenderOptions options(Strategy strategy, Inputs inputs) {
        RenderOptions options = RenderOptions.forAnnotations(strategy.annotations());
        return inputs.operation() == Operation.BACKUP
                ? options.withLenientRoots(Set.of("Backup", "Artifact"))
                : options;
    }

    private static RefusedException refused(Strategy strategy, TemplateException e) {
        return new RefusedException(new Failed(e.problems().stream()
                .map(p -> Problem.of(
                        Reasons.TEMPLATE_ERROR.wire(),
                        "strategy " + strategy.name() + ", " + (p.pointer().isEmpty() ? "annotation" : "spec")
                                + p.pointer() + ", line " + p.line()
                                + (p.action().isEmpty() ? "" : ", {{" + p.action() + "}}") + ": "
                                + p.message()))
                .toList()));
    }

    private static RenderContext context(Inputs inputs, Optional<String> artifactUri) {
        RenderContext.Builder context = RenderContext.builder();
        context.value("Application", inputs.targetObject());
        context.value(
                "Release",
                JSON.objectNode()
                        .put("Name", inputs.target().name())
                        .put("Namespace", inputs.target().namespace()));
        context.value("Mode", inputs.operation().mode());
        context.strings("Parameters", inputs.parameters());
        context.value("Options", inputs.options());
        context.value("Run", JSON.objectNode().put("UID", inputs.runUid()).put("Attempt", 1));
        context.value("BackupName", inputs.backup().map(BackupRecord::name).orElse(inputs.runName()));
        artifactUri.ifPresent(uri -> context.value("ArtifactURI", uri));
        inputs.backup().ifPresent(b -> {
            context.value("Backup", backup(b));
            context.value("Artifact", artifact(b));
        });
        return context.build();
    }

    private static ObjectNode backup(BackupRecord backup) {
        ObjectNode json = JSON.objectNode().put("Name", backup.name()).put("Namespace", backup.namespace());
        json.put("UID", backup.uid()).put("TakenAt", backup.takenAt().toString());
        json.putObject("ApplicationRef")
                .put("APIGroup", backup.application().group())
                .put("Kind", backup.application().kind())
                .put("Name", backup.application().name());
        ObjectNode metadata = json.putObject("DriverMetadata");
        backup.metadata().forEach(metadata::put);
        json.set("Artifact", artifact(backup));
        return json;
    }

    private static ObjectNode artifact(BackupRecord backup) {
        ObjectNode json = JSON.objectNode();
        backup.uri().ifPresent(u -> json.put("URI", u));
        backup.sizeBytes().ifPresent(s -> json.put("SizeBytes", s));
        backup.checksum().ifPresent(c -> json.put("Checksum", c));
        return json;
    }
}
