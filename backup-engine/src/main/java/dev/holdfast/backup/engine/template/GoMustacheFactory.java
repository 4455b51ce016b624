package dev.holdfast.backup.engine.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import java.io.StringReader;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/**
 * Hosts one scanned template on mustache.java. Its parser is given one numbered tag for each segment, so that it never
 * sees a quote, a delimiter or a carriage return of the template; a blank put before each tag keeps every sigil of
 * mustache from being recognised, so all tags arrive at the visitor as values.
 */
final class GoMustacheFactory extends DefaultMustacheFactory {
    private final List<Segment> segments;
    private final TreeBuilder builder;
    private Optional<Program> program = Optional.empty();

    GoMustacheFactory(List<Segment> segments, TreeBuilder builder) {
        super(ClosedResolver.INSTANCE);
        this.segments = segments;
        this.builder = builder;
    }

    /** Compiles once; throws {@link LeafFailure}. */
    Mustache compileSegments() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            tags.append("{{").append(i).append("}}");
        }
        return compile(new StringReader(tags.toString()), "template");
    }

    Program program() {
        return program.orElseThrow();
    }

    void segment(String number) {
        builder.accept(segments.get(Integer.parseInt(number)));
    }

    Program finish() {
        Program finished = builder.finish();
        program = Optional.of(finished);
        return finished;
    }

    @Override
    public String translate(String tag) {
        return " " + tag;
    }

    @Override
    public MustacheVisitor createMustacheVisitor() {
        return new GoMustacheVisitor(this);
    }

    @Override
    public void encode(String value, Writer writer) {
        throw new MustacheException("no value of this language passes through the escaping of mustache");
    }
}
