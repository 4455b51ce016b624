package dev.holdfast.backup.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.backup.testkit.api.RawApi.Reply;
import org.junit.jupiter.api.Test;

/** What the schema of a custom resource does to requests. */
abstract class SchemaParityContract extends ApiParityContract {

    @Test
    void unknownFieldsAreDroppedUnlessTheRequestIsStrict() {
        String path = widgets();
        String body = widget("a", "'spec':{'size':1,'nope':true}");
        Reply strict = raw().post(path + "?fieldValidation=Strict", body);
        assertThat(strict.code()).isEqualTo(400);
        assertThat(strict.reason()).isEqualTo("BadRequest");
        assertThat(strict.at("/message")).contains("strict decoding error: unknown field \"spec.nope\"");

        Reply made = raw().post(path, body);
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.json().path("spec").has("nope")).isFalse();
    }

    @Test
    void aValueOfTheWrongTypeIsInvalid() {
        String path = widgets();
        Reply refused = raw().post(path, widget("a", "'spec':{'size':'big'}"));
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("Invalid");
        assertThat(refused.cause()).isEqualTo("spec.size");
        raw().post(path, widget("a", ""));
        assertThat(raw().patch(path + "/a/status", RawApi.MERGE, "{'status':{'phase':7}}")
                        .code())
                .isEqualTo(422);
    }

    @Test
    void aStatusPatchDropsUnknownStatusFields() {
        String path = widgets();
        raw().post(path, widget("a", ""));
        Reply patched = raw().patch(path + "/a/status", RawApi.MERGE, "{'status':{'phase':'X','run':{'a':1}}}");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.json().path("status").has("run")).isFalse();
    }
}
