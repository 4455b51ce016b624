package dev.holdfast.backup.engine.template;

import static dev.holdfast.backup.engine.template.TemplateFunction.exactly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Base64, digests and JSON. */
final class EncodingFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EncodingFunctions() {}

    static List<TemplateFunction> all() {
        return List.of(
                exactly(1, "b64enc", args -> Base64.getEncoder().encodeToString(bytes(args))),
                exactly(1, "b64dec", args -> decoded(args.string(0))),
                exactly(1, "sha1sum", args -> digest("SHA-1", bytes(args))),
                exactly(1, "sha256sum", args -> digest("SHA-256", bytes(args))),
                exactly(1, "toJson", EncodingFunctions::toJson),
                exactly(1, "fromJson", args -> fromJson(args.string(0))));
    }

    private static byte[] bytes(Arguments args) {
        return args.string(0).getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new EvaluationFailure("b64dec: the text is not base64");
        } catch (CharacterCodingException e) {
            throw new EvaluationFailure("b64dec: the decoded bytes are not UTF-8 text");
        }
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    private static String toJson(Arguments args) {
        BoundedText out = args.meter().newText();
        JsonText.write(args.any(0), out);
        return out.toString();
    }

    /** Text that is no JSON gives a missing value, as in sprig. */
    private static Object fromJson(String text) {
        try {
            return PlainValues.copy(JSON.readTree(text));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Absent.MISSING;
        }
    }
}
