package dev.holdfast.backup.testkit.cluster;

/**
 * One answered request, as the API server's audit log has it.
 *
 * @param user name of the acting user; the impersonated one where impersonation was used
 * @param verb Kubernetes verb such as {@code get}, {@code list}, {@code watch}, {@code patch}
 * @param uri path and query
 * @param code HTTP status of the answer; 0 while a watch is still open
 * @param userAgent the caller's User-Agent header; empty if it sent none
 */
public record AuditEvent(String user, String verb, String uri, int code, String userAgent) {}
