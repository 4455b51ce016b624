package dev.holdfast.backup.it.mutants;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;

/** A request of which one answer is another. */
final class Lie {

    private Lie() {}

    /**
     * The request, but for the methods of one name.
     *
     * @param answer from the right request and the arguments
     */
    static <T> T about(Class<T> type, T request, String method, BiFunction<T, Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                Lie.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer.apply(request, arguments);
                    }
                    try {
                        return called.invoke(request, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
