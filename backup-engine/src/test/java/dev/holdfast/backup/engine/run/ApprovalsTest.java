package dev.holdfast.backup.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.backup.api.ApprovalPolicy;
import dev.holdfast.backup.api.Approvers;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RunPlan;
import dev.holdfast.backup.spi.Stage;
import dev.holdfast.backup.spi.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalsTest {

    private static final RunPlan HARMLESS = RunPlan.of(Stage.await("seen"));
    private static final RunPlan DESTRUCTIVE = RunPlan.of(Samples.podStage("run"));
    private static final String HASH = Approvals.hash(DESTRUCTIVE, "uid-of-r1");

    private static JobView job(String body) {
        return Samples.view(Kinds.RESTORE_JOB, "r1", body);
    }

    private static ClassPolicy policy(ApprovalPolicy approval, Approvers approvers) {
        return new ClassPolicy(approval, approvers, false, "daily");
    }

    private static String missing(ClassPolicy policy, RunPlan plan, JobView job) {
        return Approvals.missing(policy, plan, job).map(Waiting::reason).orElse("");
    }

    @Test
    void onlyWhatThePolicyNamesNeedsAnApproval() {
        ClassPolicy never = policy(ApprovalPolicy.NEVER, Approvers.TENANT);
        ClassPolicy destructive = policy(ApprovalPolicy.DESTRUCTIVE, Approvers.TENANT);
        ClassPolicy always = policy(ApprovalPolicy.ALWAYS, Approvers.TENANT);

        assertThat(missing(never, DESTRUCTIVE, job("{}"))).isEmpty();
        assertThat(missing(destructive, HARMLESS, job("{}"))).isEmpty();
        assertThat(missing(destructive, DESTRUCTIVE, job("{}"))).isEqualTo("ApprovalRequired");
        assertThat(missing(always, HARMLESS, job("{}"))).isEqualTo("ApprovalRequired");
    }

    @Test
    void aTenantApprovesByTheHashAlone() {
        ClassPolicy policy = policy(ApprovalPolicy.ALWAYS, Approvers.TENANT);
        String annotated = "{'metadata':{'annotations':{'backups.cozystack.io/approve':'%s'}}}";

        assertThat(missing(policy, DESTRUCTIVE, job(annotated.formatted(HASH)))).isEmpty();
        assertThat(missing(policy, DESTRUCTIVE, job(annotated.formatted("true"))))
                .isEqualTo("ApprovalStale");
    }

    @Test
    void anAdministratorApprovesWhereTenantsCannotWrite() {
        ClassPolicy policy = policy(ApprovalPolicy.ALWAYS, Approvers.ADMIN);
        String annotated = "{'metadata':{'annotations':{'backups.cozystack.io/approve':'%s'}}}";
        String approved = "{'status':{'conditions':[{'type':'Approved','status':'True','message':'%s by ann'}]}}";

        assertThat(missing(policy, DESTRUCTIVE, job(annotated.formatted(HASH)))).isEqualTo("ApprovalRequired");
        assertThat(missing(policy, DESTRUCTIVE, job(approved.formatted(HASH)))).isEmpty();
        assertThat(missing(policy, DESTRUCTIVE, job(approved.formatted("0123"))))
                .isEqualTo("ApprovalStale");
    }

    @Test
    void theHashIsOfOnePlanOfOneRun() {
        assertThat(HASH).matches("[0-9a-f]{32}").isEqualTo(Approvals.hash(DESTRUCTIVE, "uid-of-r1"));
        assertThat(Approvals.hash(DESTRUCTIVE, "uid-of-r2")).isNotEqualTo(HASH);
        assertThat(Approvals.hash(HARMLESS, "uid-of-r1")).isNotEqualTo(HASH);
    }

    private static ClassPolicy of(String classBody) {
        JobView backup = Samples.view(
                Kinds.BACKUP, "b1", "{'metadata':{'labels':{'backups.cozystack.io/backup-class':'daily'}}}");
        return ClassPolicy.of(backup, List.of(Samples.view(Kinds.BACKUP_CLASS, "daily", classBody)));
    }

    @Test
    void theSpecOfAClassWinsOverItsAnnotations() {
        assertThat(of("{'spec':{'approval':'Always','approvers':'Admin'}}"))
                .isEqualTo(policy(ApprovalPolicy.ALWAYS, Approvers.ADMIN));
        assertThat(of("{'metadata':{'annotations':{'backups.cozystack.io/approval':'Destructive'}}}"))
                .isEqualTo(policy(ApprovalPolicy.DESTRUCTIVE, Approvers.TENANT));
        assertThat(of("{'metadata':{'annotations':{'backups.cozystack.io/approval':'Always'}},"
                        + "'spec':{'approval':'Never'}}"))
                .isEqualTo(policy(ApprovalPolicy.NEVER, Approvers.TENANT));
        assertThat(of("{}")).isEqualTo(policy(ApprovalPolicy.NEVER, Approvers.TENANT));
    }

    @Test
    void aClassThatIsGoneAsksForNothing() {
        assertThat(ClassPolicy.of(Samples.view(Kinds.BACKUP, "b1", "{}"), List.of()))
                .isEqualTo(new ClassPolicy(ApprovalPolicy.NEVER, Approvers.TENANT, false, ""));
    }

    @Test
    void aWordThatNobodyKnowsIsRefusedWithTheOnesThatAreKnown() {
        assertThatThrownBy(() -> of("{'spec':{'approval':'Sometimes'}}"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.failed().message())
                                .contains("BackupClass daily")
                                .contains("'Sometimes'")
                                .contains("Always, Destructive or Never"));
    }
}
