package dev.holdfast.backup.testkit.api;

/** How a write is meant. */
record WriteContext(String subresource, boolean dryRun, boolean strict, Ownership ownership) {

    static WriteContext of(ApiRequest request, Ownership ownership) {
        return new WriteContext(
                request.info().target().subresource(), request.isDryRun(), request.isStrict(), ownership);
    }

    /** For the server's own controllers. */
    static WriteContext internal(String subresource) {
        return new WriteContext(subresource, false, false, Ownership.UNCHANGED);
    }

    boolean isMain() {
        return subresource.isEmpty();
    }
}
