package dev.holdfast.backup.it.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What the engine logs while this is open. Tests run side by side, so a test has to ask for what only it can cause. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.holdfast");
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    LogCapture() {
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.getFormattedMessage();
        events.add(event);
    }

    /** Lines of this level that contain the text. */
    List<String> lines(Level level, String text) {
        return about(text)
                .filter(e -> e.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Lines that contain the text and bear a stack trace. */
    List<String> stackTraces(String text) {
        return about(text)
                .filter(e -> e.getThrowableProxy() != null)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private Stream<ILoggingEvent> about(String text) {
        return events.stream().filter(e -> e.getFormattedMessage().contains(text));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
