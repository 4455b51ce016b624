package dev.holdfast.backup.spi;

/**
 * A kind of Kubernetes object.
 *
 * @param apiVersion {@code group/version}, or {@code v1} for the core group
 * @param kind CamelCase singular
 */
public record ResourceKind(String apiVersion, String kind) {

    /** Reads {@code group/version/Kind} or {@code v1/Kind}. */
    public static ResourceKind parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form group/version/Kind or v1/Kind");
        }
        return new ResourceKind(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The API group; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** {@code group/version/Kind}. */
    @Override
    public String toString() {
        return apiVersion + "/" + kind;
    }
}
