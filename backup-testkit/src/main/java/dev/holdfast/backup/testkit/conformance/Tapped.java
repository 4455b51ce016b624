package dev.holdfast.backup.testkit.conformance;

import dev.holdfast.backup.spi.ObjectRef;
import dev.holdfast.backup.spi.Reads;
import dev.holdfast.backup.spi.RefusedException;
import dev.holdfast.backup.spi.ResourceKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver is handed in one call, with an ear on what it reads. Used by one thread.
 *
 * @param <T> a request or a context
 */
final class Tapped<T extends Reads> {

    private static final Set<String> BLIND = Set.of("store", "hasKeys", "sameData", "serves", "explain", "reported");

    private final Class<T> type;
    private final T real;
    private final Calls calls;
    private final T face;
    private final List<ObjectRef> got = new ArrayList<>();
    private final Set<ResourceKind> kinds = new HashSet<>();
    private boolean blind;
    private Optional<Throwable> failed = Optional.empty();

    private Tapped(Class<T> type, T real, Calls calls) {
        this.type = type;
        this.real = real;
        this.calls = calls;
        this.face = faced(Duration.ZERO);
    }

    static <T extends Reads> Tapped<T> on(Class<T> type, T real, Calls calls) {
        return new Tapped<>(type, real, calls);
    }

    private T faced(Duration ahead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> invoke(method, args, ahead)));
    }

    private Object invoke(Method method, Object[] args, Duration ahead) throws Throwable {
        if (method.getName().equals("clock")) {
            InstantSource clock = real.clock();
            return (InstantSource) () -> clock.instant().plus(ahead);
        }
        calls.reading(true);
        try {
            remember(method, args);
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (!(cause instanceof RefusedException)) {
                failed = Optional.of(cause);
            }
            throw cause;
        } finally {
            calls.reading(false);
        }
    }

    private void remember(Method method, Object[] args) {
        blind |= BLIND.contains(method.getName());
        if (method.getName().equals("get") && args[0] instanceof ObjectRef ref) {
            got.add(ref);
            kinds.add(ref.kind());
        } else if (method.getName().equals("list") && args[0] instanceof ResourceKind kind) {
            kinds.add(kind);
        }
    }

    /** For the driver. */
    T face() {
        return face;
    }

    /** For the driver, so much later. */
    T later(Duration ahead) {
        return faced(ahead);
    }

    /** What it is about. */
    T real() {
        return real;
    }

    /** What was asked for by name. */
    List<ObjectRef> got() {
        return got;
    }

    /** The kinds of all that was asked for. */
    Set<ResourceKind> kinds() {
        return kinds;
    }

    /** Whether something was read that no event tells about. */
    boolean isBlind() {
        return blind;
    }

    /** What the last read that failed has thrown. */
    Optional<Throwable> failed() {
        return failed;
    }
}
