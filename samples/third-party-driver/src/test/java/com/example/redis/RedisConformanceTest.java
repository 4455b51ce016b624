package com.example.redis;

import dev.holdfast.backup.testkit.conformance.Conformance;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class RedisConformanceTest {

    @TestFactory
    Stream<DynamicNode> conforms() {
        return Conformance.of(new RedisSubject()).cases();
    }
}
