package dev.holdfast.backup.driver.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.backup.spi.ApplicationRef;
import dev.holdfast.backup.spi.BackupRecord;
import dev.holdfast.backup.spi.BackupRequest;
import dev.holdfast.backup.spi.Failed;
import dev.holdfast.backup.spi.InterruptedRestore;
import dev.holdfast.backup.spi.ReclaimRequest;
import dev.holdfast.backup.spi.Reconciler;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.RestoreRequest;
import dev.holdfast.backup.spi.StoreUse;
import dev.holdfast.backup.spi.Strategy;
import dev.holdfast.backup.spi.StrictJson;
import dev.holdfast.backup.spi.VerifyRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Any request, with the strategy's spec taken as rendered already. */
final class FakeRequest extends FakeReads implements BackupRequest, RestoreRequest, ReclaimRequest, VerifyRequest {

    private final Map<String, String> parameters = new HashMap<>();
    private Optional<Strategy> strategy = Optional.empty();
    private Optional<BackupRecord> backup = Optional.empty();
    private Optional<String> plannedUri = Optional.empty();
    private Optional<StoreUse> store = Optional.empty();

    /** A request under this strategy. */
    static FakeRequest under(Strategy live) {
        FakeRequest request = new FakeRequest();
        request.strategy = Optional.of(live);
        return request;
    }

    /** A request about this Backup whose strategy is gone and was not recorded. */
    static FakeRequest withoutStrategy(BackupRecord about) {
        return new FakeRequest().about(about);
    }

    FakeRequest about(BackupRecord record) {
        backup = Optional.of(record);
        return this;
    }

    FakeRequest parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    FakeRequest plannedAt(String uri) {
        plannedUri = Optional.of(uri);
        return this;
    }

    FakeRequest declaring(StoreUse declared) {
        store = Optional.of(declared);
        return this;
    }

    @Override
    public ApplicationRef application() {
        return Fixtures.APPLICATION;
    }

    @Override
    public String runUid() {
        return "run-1";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    @Override
    public Optional<Strategy> strategy() {
        return strategy.or(() -> backup.flatMap(BackupRecord::strategy));
    }

    @Override
    public <T> T spec(Class<T> type) {
        return decode(strategy(), type);
    }

    @Override
    public <T> T recordedSpec(Class<T> type) {
        return decode(backup().strategy(), type);
    }

    private static <T> T decode(Optional<Strategy> from, Class<T> type) {
        Strategy found =
                from.orElseThrow(() -> new RefusedException(Failed.failed("StrategyNotFound", "there is no strategy")));
        return StrictJson.decode(found.spec(), type, "InvalidStrategy", "/spec");
    }

    @Override
    public Optional<String> artifactUri() {
        return backup.map(BackupRecord::uri).orElse(plannedUri);
    }

    @Override
    public Optional<StoreUse> declaredStore() {
        return store;
    }

    @Override
    public JsonNode options() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public BackupRecord backup() {
        return backup.orElseThrow();
    }

    @Override
    public ApplicationRef target() {
        return Fixtures.APPLICATION;
    }

    @Override
    public Optional<InterruptedRestore> interrupted() {
        return Optional.empty();
    }

    @Override
    public <T extends Record> T options(Class<T> type) {
        throw new IllegalStateException("the options of a generic Job are plain data");
    }

    @Override
    public Optional<Reconciler> reconciler() {
        return Optional.empty();
    }
}
