package dev.holdfast.backup.engine.run;

import dev.holdfast.backup.engine.EngineOptions;
import dev.holdfast.backup.engine.RunListener;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.storage.StoreOpener;
import dev.holdfast.backup.engine.template.TemplateLanguages;
import dev.holdfast.backup.engine.work.Feeds;
import dev.holdfast.backup.spi.Drivers;
import dev.holdfast.backup.spi.ResourceKind;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the parts of an engine share.
 *
 * @param cluster single requests
 * @param feeds own objects and wakes
 * @param drivers of this engine
 * @param options of this engine
 * @param stores opens object stores
 * @param languages of strategies
 * @param clock wall time, for timestamps and deadlines
 * @param listener told of what happens to runs
 * @param recordShapes whether a kind's CRD keeps the typed record, as far as it was asked for
 * @param epoch number of this leadership, higher than that of every earlier one
 */
public record EngineParts(
        Cluster cluster,
        Feeds feeds,
        Drivers drivers,
        EngineOptions options,
        StoreOpener stores,
        TemplateLanguages languages,
        InstantSource clock,
        RunListener listener,
        Map<ResourceKind, Boolean> recordShapes,
        LongSupplier epoch) {

    Journals journals() {
        return new Journals(cluster, feeds, options.namespace(), epoch);
    }

    Secrets secrets() {
        return new Secrets(cluster);
    }

    Rendering rendering() {
        return new Rendering(languages);
    }
}
