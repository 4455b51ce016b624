package dev.holdfast.backup.engine.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The functions templates may call. Immutable. */
final class FunctionTable {
    /** Evaluated word by word, so that later words are left alone once the result is known. */
    static final Set<String> SHORT_CIRCUIT = Set.of("and", "or");

    private static final int MAX_NEAR = 3;
    private static final int MAX_DISTANCE = 3;

    private final TreeMap<String, TemplateFunction> functions = new TreeMap<>();

    private FunctionTable(Stream<TemplateFunction> all) {
        all.forEach(function -> functions.put(function.name(), function));
    }

    static FunctionTable standard() {
        return new FunctionTable(Stream.of(
                        LogicFunctions.all(),
                        DefaultFunctions.all(),
                        PrintFunctions.all(),
                        TextFunctions.all(),
                        EscapeFunctions.all(),
                        NumberFunctions.all(),
                        ListFunctions.all(),
                        MapFunctions.all(),
                        EncodingFunctions.all(),
                        RegexFunctions.all(),
                        PathFunctions.all())
                .flatMap(List::stream));
    }

    boolean knows(String name) {
        return functions.containsKey(name) || SHORT_CIRCUIT.contains(name);
    }

    Optional<TemplateFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Set<String> names() {
        return functions.keySet();
    }

    /** Returns a message for a name that is not here. */
    String unknown(String name) {
        List<String> near = near(name);
        String hint = near.isEmpty() ? "" : "; near names: " + String.join(", ", near);
        return "function " + name + " is not defined" + hint;
    }

    private List<String> near(String name) {
        List<String> all = new ArrayList<>(functions.keySet());
        all.addAll(SHORT_CIRCUIT);
        return all.stream()
                .filter(candidate -> score(name, candidate) <= MAX_DISTANCE)
                .sorted(Comparator.<String>comparingInt(candidate -> score(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_NEAR)
                .toList();
    }

    private static int score(String name, String candidate) {
        if (name.length() > 2 * candidate.length() + MAX_DISTANCE) {
            return Integer.MAX_VALUE;
        }
        boolean part =
                candidate.length() > 2 && name.length() > 2 && (name.contains(candidate) || candidate.contains(name));
        int distance = distance(name, candidate);
        return part ? Math.min(distance, 2) : distance * 2 > candidate.length() ? Integer.MAX_VALUE : distance;
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int replace = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
