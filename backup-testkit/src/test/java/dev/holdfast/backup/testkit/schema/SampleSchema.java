package dev.holdfast.backup.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A definition that uses every schema feature, and objects that break each of them. */
final class SampleSchema {

    static final String DEFINITION =
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: samples.schema.holdfast.test
            spec:
              group: schema.holdfast.test
              scope: Namespaced
              names: {kind: Sample, plural: samples, singular: sample, listKind: SampleList}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      x-kubernetes-validations:
                        - {rule: "!has(self.spec.banned) || self.metadata.name != 'x'", message: banned for x}
                      properties:
                        spec:
                          type: object
                          required: [name]
                          x-kubernetes-validations:
                            - rule: "!(has(self.low) && has(self.high)) || self.low <= self.high"
                              messageExpression: "self.high > 10 ? 'low is above a big high' : 'low is above high'"
                              fieldPath: .low
                            - {rule: "!has(self.banned)", message: do not, reason: FieldValueForbidden, fieldPath: .banned}
                          properties:
                            name: {type: string, minLength: 2, maxLength: 5, pattern: "^[a-z]+$"}
                            low: {type: integer, minimum: 1, default: 3}
                            high: {type: integer, maximum: 100, exclusiveMaximum: true}
                            even: {type: integer, multipleOf: 2}
                            small: {type: integer, format: int32}
                            big: {type: integer, format: int64}
                            ratio: {type: number, minimum: 0.5}
                            banned: {type: boolean}
                            mode: {type: string, enum: [A, B]}
                            when: {type: string, format: date-time}
                            maybe: {type: string, nullable: true}
                            never: {type: string}
                            filled: {type: string, default: full}
                            target: {x-kubernetes-int-or-string: true}
                            nested:
                              type: object
                              default: {}
                              properties: {depth: {type: integer, default: 1}}
                            tags: {type: array, x-kubernetes-list-type: set, minItems: 1, maxItems: 3, items: {type: string}}
                            ports:
                              type: array
                              maxItems: 10
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [port]
                              items:
                                type: object
                                required: [port]
                                properties:
                                  port: {type: integer}
                                  host:
                                    type: string
                                    maxLength: 20
                                    x-kubernetes-validations: [{rule: self == oldSelf, message: host is fixed}]
                            labels:
                              type: object
                              minProperties: 1
                              maxProperties: 2
                              additionalProperties: {type: string, maxLength: 3}
                            free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            embedded:
                              type: object
                              x-kubernetes-embedded-resource: true
                              properties: {spec: {type: object, properties: {a: {type: string}}}}
                            either:
                              type: object
                              properties: {a: {type: string}, b: {type: string}}
                              oneOf: [{required: [a]}, {required: [b]}]
                            some:
                              type: object
                              properties: {a: {type: string}, b: {type: string}}
                              anyOf: [{required: [a]}, {required: [b]}]
                            fixed:
                              type: string
                              x-kubernetes-validations: [{rule: self == oldSelf, message: fixed is fixed}]
                            once:
                              type: string
                              x-kubernetes-validations:
                                - {rule: "!oldSelf.hasValue() || self == oldSelf.value()", optionalOldSelf: true}
                            size:
                              x-kubernetes-int-or-string: true
                              x-kubernetes-validations:
                                - rule: quantity(string(self)).compareTo(quantity('1Gi')) >= 0
                                  message: at least 1Gi
                            url:
                              type: string
                              maxLength: 100
                              x-kubernetes-validations: [{rule: isURL(self), message: not a URL}]
            """;

    private SampleSchema() {}

    static CrdSchema schema() {
        return CrdSchema.of(source());
    }

    static ObjectNode source() {
        JsonNode definition = Serialization.unmarshal(DEFINITION, JsonNode.class);
        return (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema");
    }

    /** A sample whose spec is the given YAML flow mapping, without the braces. */
    static ObjectNode sample(String name, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: schema.holdfast.test/v1
                kind: Sample
                metadata: {name: %s}
                spec: {%s}
                """
                        .formatted(name, spec),
                ObjectNode.class);
    }
}
