package dev.holdfast.backup.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.backup.api.CoreApi;
import dev.holdfast.backup.engine.cluster.Cluster;
import dev.holdfast.backup.engine.run.JobRequests;
import dev.holdfast.backup.spi.ApplicationRef;
import java.util.Optional;

/**
 * The engine by hand, for user interfaces, command lines and tests. Everything is a request that the reconcilers carry out, whoever
 * leads; to see what came of it, read the object. Thread-safe. API errors are thrown as
 * {@link dev.holdfast.backup.engine.cluster.ApiException}.
 */
public final class Operations {

    private final Cluster cluster;
    private final JobRequests requests;

    Operations(Cluster cluster, JobRequests requests) {
        this.cluster = cluster;
        this.requests = requests;
    }

    /** Creates a BackupJob of that name in the application's namespace. */
    public void backUp(String name, ApplicationRef application, String backupClass) {
        ObjectNode job = manifest("BackupJob", application.namespace(), name);
        ObjectNode spec = job.putObject("spec").put("backupClassName", backupClass);
        spec.set("applicationRef", reference(application));
        cluster.create(job);
    }

    /**
     * Creates a RestoreJob of that name.
     *
     * @param target where to; empty means in place
     */
    public void restore(String namespace, String name, String backup, Optional<ApplicationRef> target) {
        ObjectNode job = manifest("RestoreJob", namespace, name);
        ObjectNode spec = job.putObject("spec");
        spec.putObject("backupRef").put("name", backup);
        target.ifPresent(t -> spec.set("targetApplicationRef", reference(t)));
        cluster.create(job);
    }

    /**
     * Asks a BackupJob to stop and to undo what it has begun. A job that has ended is left alone; finished work counts.
     *
     * @return whether there was anything to stop
     */
    public boolean cancelBackup(String namespace, String name) {
        return requests.cancelBackup(namespace, name);
    }

    /**
     * Deletes a RestoreJob: it stops before its point of no return, and goes on to a safe end after it.
     *
     * @return whether there was such a job
     */
    public boolean cancelRestore(String namespace, String name) {
        return requests.cancelRestore(namespace, name);
    }

    /**
     * Asks for a look at a Backup's data; the answer is its condition {@code Verified}.
     *
     * @return whether there is such a Backup
     */
    public boolean verify(String namespace, String backup) {
        return requests.verify(namespace, backup);
    }

    /**
     * Asks for a look whether a Backup's data is still there, which it is looked at for now and then anyway; the answer is its
     * condition {@code ArtifactPresent}.
     *
     * @return whether there is such a Backup
     */
    public boolean inspect(String namespace, String backup) {
        return requests.inspect(namespace, backup);
    }

    private static ObjectNode manifest(String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", CoreApi.API_VERSION).put("kind", kind);
        object.putObject("metadata").put("namespace", namespace).put("name", name);
        return object;
    }

    private static ObjectNode reference(ApplicationRef application) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiGroup", application.group())
                .put("kind", application.kind())
                .put("name", application.name());
    }
}
