package dev.holdfast.backup.testkit.s3;

import java.util.Map;
import java.util.SortedMap;

/** A page of a bucket's listing (version 2 of that request), as S3 writes it. Pure. */
final class S3Listing {

    /** When everything in memory was last changed: no test of ours asks, but clients want to read a time. */
    static final String MODIFIED_HEADER = "Thu, 01 Jan 2026 00:00:00 GMT";

    private static final String MODIFIED = "2026-01-01T00:00:00.000Z";

    private S3Listing() {}

    static String of(String bucket, SortedMap<String, byte[]> objects, Map<String, String> parameters) {
        String prefix = parameters.getOrDefault("prefix", "");
        String after = parameters.getOrDefault("continuation-token", "");
        int max = Integer.parseInt(parameters.getOrDefault("max-keys", "1000"));
        StringBuilder contents = new StringBuilder();
        int count = 0;
        String last = "";
        boolean more = false;
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix) || key.compareTo(after) <= 0) {
                continue;
            }
            more = count == max;
            if (more) {
                break;
            }
            count++;
            last = key;
            contents.append("<Contents><Key>").append(escaped(key)).append("</Key><LastModified>");
            contents.append(MODIFIED).append("</LastModified><ETag>&quot;");
            contents.append(MemoryS3.etag(object.getValue())).append("&quot;</ETag><Size>");
            contents.append(object.getValue().length).append("</Size></Contents>");
        }
        return "<ListBucketResult><Name>" + escaped(bucket) + "</Name><Prefix>" + escaped(prefix)
                + "</Prefix><KeyCount>"
                + count + "</KeyCount><MaxKeys>" + max + "</MaxKeys><IsTruncated>" + more + "</IsTruncated>"
                + (more ? "<NextContinuationToken>" + escaped(last) + "</NextContinuationToken>" : "") + contents
                + "</ListBucketResult>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
