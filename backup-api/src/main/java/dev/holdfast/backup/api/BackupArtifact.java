package dev.holdfast.backup.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a backup is, and what is known about it.
 *
 * <p>A mutable JSON bean, not safe for use by several threads; every getter may return null, which means absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class BackupArtifact extends OpenBean {

    @Required
    @JsonPropertyDescription("URI of the data, in a form of the driver.")
    private @Nullable String uri;

    @JsonPropertyDescription("Size in bytes, if known.")
    private @Nullable Long sizeBytes;

    @JsonPropertyDescription("Checksum of the data, such as sha256:hex, if computed.")
    private @Nullable String checksum;

    /** URI of the data, in a form of the driver. */
    public @Nullable String getUri() {
        return uri;
    }

    /** Sets {@code uri}; null removes it. */
    public void setUri(@Nullable String uri) {
        this.uri = uri;
    }

    /** Size in bytes, if known. */
    public @Nullable Long getSizeBytes() {
        return sizeBytes;
    }

    /** Sets {@code sizeBytes}; null removes it. */
    public void setSizeBytes(@Nullable Long sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /** Checksum of the data, such as sha256:hex, if computed. */
    public @Nullable String getChecksum() {
        return checksum;
    }

    /** Sets {@code checksum}; null removes it. */
    public void setChecksum(@Nullable String checksum) {
        this.checksum = checksum;
    }
}
