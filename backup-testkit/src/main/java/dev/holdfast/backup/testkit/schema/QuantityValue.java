package dev.holdfast.backup.testkit.schema;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A resource quantity as a rule sees it: an opaque, ordered number. */
record QuantityValue(BigDecimal amount) implements Comparable<QuantityValue> {

    private static final Pattern SYNTAX =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

    static boolean valid(String text) {
        return SYNTAX.matcher(text).matches();
    }

    static QuantityValue parse(String text) {
        if (!valid(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a quantity such as 10Gi or 500m");
        }
        return new QuantityValue(Quantity.getAmountInBytes(Quantity.parse(text)));
    }

    @Override
    public int compareTo(QuantityValue other) {
        return amount.compareTo(other.amount);
    }
}
