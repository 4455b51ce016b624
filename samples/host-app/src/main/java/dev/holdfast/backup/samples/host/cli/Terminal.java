package dev.holdfast.backup.samples.host.cli;

import java.io.Console;
import java.util.Optional;

/** The person in front of the program, if there is one. */
public interface Terminal {

    /** Whether somebody can be asked. */
    boolean isPresent();

    /** Asks; only a plain yes counts. */
    boolean confirms(String question);

    /** The terminal that this process was started on, if both its input and its output are one. */
    static Terminal ofThisProcess() {
        Optional<Console> console = Optional.ofNullable(System.console()).filter(Terminal::isInteractive);
        return new Terminal() {
            @Override
            public boolean isPresent() {
                return console.isPresent();
            }

            @Override
            public boolean confirms(String question) {
                Optional<String> answer = console.map(c -> c.readLine("%s [y/N] ", question));
                return answer.map(String::strip)
                        .filter(a -> a.equalsIgnoreCase("y") || a.equalsIgnoreCase("yes"))
                        .isPresent();
            }
        };
    }

    /** Newer JDKs have a console without a terminal too, and a method that tells; older ones have neither. */
    private static boolean isInteractive(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JDK does not tell whether there is a terminal", e);
        }
    }
}
