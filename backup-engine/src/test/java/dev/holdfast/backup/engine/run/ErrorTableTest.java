package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.engine.cluster.ApiException;
import dev.holdfast.backup.engine.cluster.Refusals;
import dev.holdfast.backup.engine.run.ErrorTable.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTableTest {

    private static final Duration GRACE = Duration.ofMinutes(2);

    private static String verdict(ApiException e) {
        return verdict(e, Duration.ZERO, false);
    }

    private static String verdict(ApiException e, Duration forbiddenFor, boolean touched) {
        return ErrorTable.verdict(e, forbiddenFor, GRACE, touched)
                .match(a -> "again", w -> "wait " + w.reason(), g -> "give " + g.reason());
    }

    private static String message(ApiException e) {
        return ErrorTable.verdict(e, Duration.ZERO, GRACE, false)
                .match(a -> "", Verdict.WaitFor::message, Verdict.Give::message);
    }

    @ParameterizedTest
    @ValueSource(ints = {ApiException.NO_ANSWER, 401, 408, 409, 410, 429, 500, 502, 503, 504, 599})
    void whatMayPassIsTriedAgain(int code) {
        assertThat(verdict(Refusals.of("patch", code, ""))).isEqualTo("again");
    }

    @Test
    void anObjectThatExistsAlreadyIsLookedAtAgain() {
        assertThat(verdict(Refusals.of("create", 409, "AlreadyExists"))).isEqualTo("again");
    }

    @Test
    void theServersOwnDelayIsKept() {
        Verdict verdict = ErrorTable.verdict(Refusals.busy(Duration.ofSeconds(17)), Duration.ZERO, GRACE, false);

        assertThat(verdict).isEqualTo(new Verdict.Again(Optional.of(Duration.ofSeconds(17))));
    }

    @ParameterizedTest
    @CsvSource({"0, wait Forbidden", "119, wait Forbidden", "120, give Forbidden", "500, give Forbidden"})
    void aRefusalCountsOnlyAfterTheGraceTime(long seconds, String expected) {
        assertThat(verdict(Refusals.of("create", 403, "Forbidden"), Duration.ofSeconds(seconds), false))
                .isEqualTo(expected);
    }

    @Test
    void aRefusalNamesVerbResourceAndNamespace() {
        assertThat(message(Refusals.of("create", 403, "Forbidden")))
                .isEqualTo("the engine may not create jobs in namespace ns: no");
    }

    @Test
    void aQuotaIsCalledAQuota() {
        ApiException quota = Refusals.of("create", 403, "Forbidden", "exceeded quota: small", List.of());

        assertThat(message(quota)).startsWith("a quota refuses it");
    }

    @Test
    void aTerminatingNamespaceEndsTheRunAtOnce() {
        ApiException e = Refusals.of(
                "create",
                403,
                "Forbidden",
                "forbidden",
                List.of(new ApiException.Cause("metadata.namespace", "going", "NamespaceTerminating")));

        assertThat(verdict(e)).isEqualTo("give NamespaceTerminating");
        assertThat(verdict(e, Duration.ZERO, true)).isEqualTo("give NamespaceTerminating");
    }

    @Test
    void aMissingKindIsWaitedForAndNeverTakenForAMissingObject() {
        assertThat(verdict(Refusals.of("create", 404, "KindMissing"))).isEqualTo("wait KindMissing");
        assertThat(verdict(Refusals.of("get", 404, "KindMissing"))).isEqualTo("wait KindMissing");
    }

    @Test
    void creatingInANamespaceThatIsGoneEndsTheRun() {
        assertThat(verdict(Refusals.of("create", 404, "NotFound"))).isEqualTo("give NamespaceTerminating");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "patch", "delete", "list"})
    void anObjectThatWentIsLookedAtAgain(String verb) {
        assertThat(verdict(Refusals.of(verb, 404, "NotFound"))).isEqualTo("again");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 405, 406, 411, 413, 415, 418, 422, 451, 499})
    void whatTheServerRejectsFailsTheRunUnlessItHasTouchedData(int code) {
        assertThat(verdict(Refusals.of("create", code, "Invalid"))).isEqualTo("give Rejected");
        assertThat(verdict(Refusals.of("create", code, "Invalid"), Duration.ZERO, true))
                .isEqualTo("again");
    }

    @Test
    void aRejectionNamesTheFields() {
        ApiException e = Refusals.of(
                "create",
                422,
                "Invalid",
                "Job is invalid",
                List.of(new ApiException.Cause("spec.template", "required", "FieldValueRequired")));

        assertThat(message(e)).isEqualTo("the API server refused to create jobs ns/db-backup: spec.template: required");
    }
}
