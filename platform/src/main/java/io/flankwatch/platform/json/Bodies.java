package io.flankwatch.platform.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.flankwatch.events.InvalidValue;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Refused.Fault;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Reads JSON bodies into the records of the API. Whatever is wrong is told as a {@link Refused} with the pointer to the member at fault, in words
/// that a caller understands who knows the API and not this program.
public final class Bodies {

    /// No record of the API comes near these; they keep a hostile body from costing more than its length.
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(50)
            .maxNumberLength(100)
            .maxStringLength(65_535)
            .maxNameLength(200)
            .build();

    private static final JsonMapper MAPPER = Json.configure(
                    JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build()))
            .addModule(new SimpleModule()
                    .addDeserializer(UUID.class, new Form<>(UUID.class, Ids::parse))
                    .addDeserializer(Instant.class, new Form<>(Instant.class, Bodies::instant)))
            .build();

    private static final Pattern HINT_TO_PROGRAMMERS = Pattern.compile(": enable `.*");

    /// RFC 3339 with `Z`: no number of seconds or milliseconds, no local time.
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    private Bodies() {}

    private static Instant instant(String text) {
        if (!INSTANT.matcher(text).matches()) {
            throw new IllegalArgumentException("not an instant of RFC 3339 in UTC");
        }
        return Instant.parse(text);
    }

    /// Reads a value from its one written form, and from nothing else.
    private static final class Form<T> extends StdDeserializer<T> {

        private final Class<T> type;
        private final Function<String, T> parse;

        Form(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(json, type, "not a text");
            }
            try {
                return parse.apply(json.getString());
            } catch (IllegalArgumentException | DateTimeException wrong) {
                throw MismatchedInputException.from(json, type, "of another form");
            }
        }
    }

    /// @throws Refused MALFORMED or UNKNOWN_FIELD
    public static <T> T read(byte[] body, Class<T> type) {
        return read(tree(body), type);
    }

    /// @throws Refused MALFORMED or UNKNOWN_FIELD
    public static <T> T read(JsonNode body, Class<T> type) {
        return read(body, type, "");
    }

    /// @param at where the body stands in what was sent; pointers start with it
    /// @throws Refused MALFORMED or UNKNOWN_FIELD
    public static <T> T read(JsonNode body, Class<T> type, String at) {
        try {
            T value = MAPPER.treeToValue(body, type);
            if (value == null) {
                throw Refused.at(at, RefusalCode.MALFORMED, "must not be null");
            }
            return value;
        } catch (JacksonException wrong) {
            throw refusal(wrong, at);
        }
    }

    /// The body as it was sent, checked to be JSON whose texts can be stored and written again.
    ///
    /// @throws Refused MALFORMED
    public static JsonNode tree(byte[] body) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
        } catch (JacksonException wrong) {
            throw refusal(wrong, "");
        }
        if (tree.isMissingNode()) {
            throw new Refused(RefusalCode.MALFORMED, "The body is required");
        }
        storable(tree, "");
        return tree;
    }

    /// PostgreSQL's text has no NUL, and an unpaired surrogate has no UTF-8.
    private static void storable(JsonNode node, String at) {
        switch (node.getNodeType()) {
            case STRING -> storable(node.stringValue(), at);
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    storable(node.get(i), at + "/" + i);
                }
            }
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    String pointer = at + "/" + escaped(member.getKey());
                    storable(member.getKey(), pointer);
                    storable(member.getValue(), pointer);
                }
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> {}
        }
    }

    private static void storable(String text, String at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw Refused.at(wellFormed(at), RefusalCode.MALFORMED, "must not contain the character U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refused.at(wellFormed(at), RefusalCode.MALFORMED, "must not contain half of a surrogate pair");
            }
        }
    }

    /// The pointer goes into an answer, which has to be UTF-8 too.
    private static String wellFormed(String pointer) {
        return pointer.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE || c == 0 ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// What a caller is told of it that their body could not be read.
    ///
    /// @param at where the body stands in what was sent
    public static Refused refusal(JacksonException wrong, String at) {
        String pointer = at + pointer(wrong);
        return switch (wrong) {
            case UnrecognizedPropertyException unknown -> Refused.at(pointer, RefusalCode.UNKNOWN_FIELD, "is not known here");
            case ValueInstantiationException invalid -> invalid(invalid, pointer);
            case InvalidTypeIdException kind -> malformed(pointer, kind(kind));
            case MismatchedInputException mismatch -> malformed(pointer, mismatch(mismatch));
            case StreamConstraintsException limits -> malformed(pointer, "goes beyond the limits: at most %d levels, texts of %d, numbers of %d and names of %d characters"
                    .formatted(LIMITS.getMaxNestingDepth(), LIMITS.getMaxStringLength(), LIMITS.getMaxNumberLength(), LIMITS.getMaxNameLength()));
            case InputCoercionException range -> malformed(pointer, "is a number out of range");
            case StreamReadException syntax -> syntax(syntax, at);
            // Not of the caller's making.
            default -> throw wrong;
        };
    }

    private static Refused malformed(String pointer, String detail) {
        return Refused.at(pointer, RefusalCode.MALFORMED, detail);
    }

    private static String pointer(JacksonException wrong) {
        return wrong.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? String.valueOf(step.getIndex()) : escaped(step.getPropertyName())))
                .collect(Collectors.joining());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Refused invalid(ValueInstantiationException invalid, String pointer) {
        return switch (invalid.getCause()) {
            case InvalidValue value -> malformed(value.field().isEmpty() ? pointer : pointer + "/" + value.field(), String.valueOf(value.getMessage()));
            case Refused refused -> new Refused(refused.code(), refused.detail(), under(pointer, refused.faults()));
            case IllegalArgumentException value -> malformed(pointer, "must be " + form(invalid.getType().getRawClass()));
            case DateTimeException value -> malformed(pointer, "must be " + form(invalid.getType().getRawClass()));
            // A constructor that fails in any other way is a fault of this program.
            case null, default -> throw invalid;
        };
    }

    private static List<Fault> under(String pointer, List<Fault> faults) {
        List<Fault> moved = new ArrayList<>();
        faults.forEach(fault -> moved.add(new Fault(pointer + fault.pointer(), fault.detail())));
        return moved;
    }

    private static String kind(InvalidTypeIdException kind) {
        String allowed = subtypes(kind);
        return (kind.getTypeId() == null ? "must say its type" : "is of a type that is not known here") + (allowed.isEmpty() ? "" : "; known are " + allowed);
    }

    private static String subtypes(InvalidTypeIdException kind) {
        var types = kind.getBaseType() == null ? null : kind.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
        return types == null ? "" : Stream.of(types.value()).map(type -> type.name()).filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String mismatch(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        return "must be " + (type == null ? "of another form" : form(type));
    }

    private static Refused syntax(StreamReadException syntax, String at) {
        String pointer = syntax.processor() != null ? syntax.processor().streamReadContext().pathAsPointer().toString() : "";
        var where = syntax.getLocation();
        String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new Refused(
                RefusalCode.MALFORMED,
                "The body is not JSON" + place,
                List.of(new Fault(at + pointer, HINT_TO_PROGRAMMERS.matcher(String.valueOf(syntax.getOriginalMessage())).replaceFirst(""))));
    }

    /// What a value of the type looks like in JSON.
    public static String form(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == Instant.class) {
            return "an instant such as 2026-05-28T22:00:00Z";
        }
        if (type == LocalDate.class) {
            return "a day such as 2026-05-28";
        }
        if (type == Duration.class) {
            return "a duration such as P30D or PT12H";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (type.isRecord() || type.isInterface() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return "of another form";
    }
}
