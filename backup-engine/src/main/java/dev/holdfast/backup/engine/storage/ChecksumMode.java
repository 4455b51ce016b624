package dev.holdfast.backup.engine.storage;

/** How eagerly requests carry checksums beyond the signature. */
public enum ChecksumMode {
    /** Only where the operation demands one, plus {@code Content-MD5} where older stores demand it. */
    WHEN_REQUIRED,
    /** Wherever the operation allows one, as a trailer; older S3-compatible stores refuse that. */
    WHEN_SUPPORTED
}
