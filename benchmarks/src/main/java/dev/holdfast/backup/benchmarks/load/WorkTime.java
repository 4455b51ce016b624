package dev.holdfast.backup.benchmarks.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How long the operator works on one run: some time from the least to the most, the same for the same name.
 *
 * @param least both zero: it is done at once
 * @param most not below {@code least}
 */
record WorkTime(Duration least, Duration most) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})s?(?:\\.\\.(\\d{1,5})s?)?");

    static final WorkTime NONE = new WorkTime(Duration.ZERO, Duration.ZERO);

    boolean isInstant() {
        return most.isZero();
    }

    Duration of(String run) {
        long spread = most.minus(least).toMillis();
        return least.plusMillis(new SplittableRandom(run.hashCode()).nextLong(spread + 1));
    }

    @Override
    public String toString() {
        return isInstant() ? "none" : least.toSeconds() + " to " + most.toSeconds() + " s";
    }

    /** Reads {@code 0}, {@code 5s} and {@code 60s..120s}. */
    static final class Converter implements ITypeConverter<WorkTime> {
        @Override
        public WorkTime convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches()) {
                throw new TypeConversionException("'" + value + "' is no time: write 0, 5s or 60s..120s");
            }
            Duration least = Duration.ofSeconds(Long.parseLong(form.group(1)));
            Duration most = form.group(2) == null ? least : Duration.ofSeconds(Long.parseLong(form.group(2)));
            if (most.compareTo(least) < 0) {
                throw new TypeConversionException("'" + value + "' ends before it begins");
            }
            return new WorkTime(least, most);
        }
    }
}
