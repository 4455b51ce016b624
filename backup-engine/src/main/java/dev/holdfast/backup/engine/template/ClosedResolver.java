package dev.holdfast.backup.engine.template;

import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheResolver;
import java.io.Reader;

/** Refuses to read other templates: no files, no class path, no addresses. */
final class ClosedResolver implements MustacheResolver {
    static final ClosedResolver INSTANCE = new ClosedResolver();

    private ClosedResolver() {}

    @Override
    public Reader getReader(String name) {
        throw new MustacheException("templates cannot include others");
    }
}
