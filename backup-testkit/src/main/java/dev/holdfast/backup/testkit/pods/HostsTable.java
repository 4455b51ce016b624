package dev.holdfast.backup.testkit.pods;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The names that containers can resolve besides {@code localhost}: host name to IP address, bound over {@code /etc/hosts}.
 * Only {@link Isolation#NAMESPACES} can apply it. Immutable.
 *
 * @param addresses IP address by host name, for example {@code db.tenant-a.svc} to {@code 127.0.0.1}
 */
public record HostsTable(Map<String, String> addresses) {

    /** Copies the map and checks that each entry fits on a line of a hosts file. */
    public HostsTable {
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
        addresses.forEach((name, address) -> {
            if (!name.matches("[A-Za-z0-9._-]+") || !address.matches("[0-9A-Fa-f.:]+")) {
                throw new IllegalArgumentException(
                        "not a host name and an IP address: '" + name + "' -> '" + address + "'");
            }
        });
    }

    /** A table without names of its own. */
    public static HostsTable empty() {
        return new HostsTable(Map.of());
    }

    /** The text of the hosts file for a container of the named pod, ending in a line feed. */
    String render(String podName) {
        String own = addresses.entrySet().stream()
                .map(entry -> entry.getValue() + "\t" + entry.getKey() + "\n")
                .collect(Collectors.joining());
        return "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.0.1\t" + podName + "\n" + own;
    }
}
