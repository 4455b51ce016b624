package dev.holdfast.backup.it.conformance;

import dev.holdfast.backup.testkit.conformance.Conformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("long")
@Isolated("it counts on time, and needs the processors")
class JobConformanceTest {

    @TestFactory
    Stream<DynamicNode> conforms() {
        return Conformance.of(new JobSubject()).cases();
    }
}
