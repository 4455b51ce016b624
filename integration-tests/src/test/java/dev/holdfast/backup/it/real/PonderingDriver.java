package dev.holdfast.backup.it.real;

import dev.holdfast.backup.spi.BackupDriver;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Check;
import dev.holdfast.backup.spi.DriverDescriptor;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.Observation;
import dev.holdfast.backup.spi.Planning;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.testkit.vault.VaultDriver;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The Vault driver, which if asked to takes its time to judge one stage, and then has an answer that ends the run. */
final class PonderingDriver implements BackupDriver {

    private final VaultDriver whole = new VaultDriver();
    private final String check;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean ponders;

    PonderingDriver(String check) {
        this.check = check;
    }

    /** From now on. */
    void takeTime() {
        ponders = true;
    }

    void awaitAsked() {
        VaultTenant.await(() -> asked.getCount() == 0);
    }

    void answer() {
        answer.countDown();
    }

    @Override
    public DriverDescriptor descriptor() {
        return whole.descriptor();
    }

    @Override
    public Planning planBackup(BackupRequest request) {
        return whole.planBackup(request);
    }

    @Override
    public Planning planRestore(RestoreRequest request) {
        return whole.planRestore(request);
    }

    @Override
    public Map<String, Check> checks() {
        Map<String, Check> checks = new HashMap<>(whole.checks());
        checks.computeIfPresent(check, (name, own) -> context -> ponders ? pondered() : own.check(context));
        return checks;
    }

    private Observation pondered() {
        asked.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Failed.failed("VaultReplaced", "an answer that comes too late");
    }
}
