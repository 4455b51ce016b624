package dev.holdfast.backup.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an {@link ObjectAdmission} decided. */
public sealed interface AdmissionResult {

    /**
     * The object may be stored.
     *
     * @param object what to store: defaults filled in, unknown fields dropped
     * @param warnings texts for Warning headers, for example about dropped fields
     */
    record Admitted(ObjectNode object, List<String> warnings) implements AdmissionResult {
        /** Copies the warnings. */
        public Admitted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The object breaks rules; answered with 422 {@code Invalid}.
     *
     * @param causes every rule broken, at least one
     */
    record Refused(List<FieldCause> causes) implements AdmissionResult {
        /** Copies the causes. */
        public Refused {
            causes = List.copyOf(causes);
        }
    }

    /**
     * Strict field validation found unknown or duplicate fields; answered with 400 {@code BadRequest}.
     *
     * @param message what was found, for example {@code strict decoding error: unknown field "spec.colour"}
     */
    record Undecodable(String message) implements AdmissionResult {}
}
