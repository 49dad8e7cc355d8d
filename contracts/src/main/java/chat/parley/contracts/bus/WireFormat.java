package chat.parley.contracts.bus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages as bytes: CBOR (RFC 8949), a record as a map of its components, preceded by its name where its type isn't clear
 * ({@link WireTypes}). Components that the receiver doesn't know are passed over, those that the sender didn't know are null, 0 or
 * false: a version may add components, and run beside the one before. Thread-safe.
 */
final class WireFormat {
    /** Of one message. A snapshot of 100,000 people takes some 30 MB. */
    static final int MAX_BYTES = 64 << 20;

    private static final int MAX_DEPTH = 64;

    private final WireTypes types = new WireTypes();
    private final ObjectWriter writer;
    private final ObjectReader reader;

    WireFormat() {
        ObjectMapper mapper = CBORMapper.builder(CBORFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_BYTES)
                                .build())
                        .build())
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .addModule(new WireValues(this))
                .setDefaultTyping(new NamedWhereUnclear()
                        .init(JsonTypeInfo.Id.CUSTOM, new Names())
                        .inclusion(JsonTypeInfo.As.WRAPPER_ARRAY))
                .build();
        writer = mapper.writerFor(Object.class);
        reader = mapper.readerFor(Object.class);
    }

    /**
     * @throws IllegalArgumentException when it is nothing that may cross the wire, or longer than {@link #MAX_BYTES}; the text
     *     shows nothing of its content
     */
    byte[] encode(Object message) {
        byte[] bytes;
        try {
            bytes = writer.writeValueAsBytes(
                    switch (message) {
                        case List<?> list -> new Several(List.copyOf(list));
                        case Optional<?> optional -> new Perhaps(optional.orElse(null));
                        default -> message;
                    });
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException("a " + message.getClass().getSimpleName() + " cannot cross the wire: "
                    + failed.getClass().getSimpleName());
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a " + message.getClass().getSimpleName() + " of " + bytes.length
                    + " bytes is too long to cross the wire: at most " + MAX_BYTES);
        }
        return bytes;
    }

    /** What the bytes say; {@link Malformed} when they say nothing. Never throws. */
    Object decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Malformed(bytes.length + " bytes are too long for a message");
        }
        try {
            Object message = reader.readValue(bytes);
            return switch (message) {
                case null -> new Malformed("null");
                case Several several -> several.elements();
                case Perhaps perhaps -> Optional.ofNullable(perhaps.value());
                default -> message;
            };
        } catch (IOException | RuntimeException wrong) { // its text may show some of the content
            return new Malformed(wrong.getClass().getSimpleName());
        }
    }

    WireTypes types() {
        return types;
    }

    /** A type's name stands before a value of which only the sealed interface is known, or nothing. */
    private static final class NamedWhereUnclear extends ObjectMapper.DefaultTypeResolverBuilder {
        private static final long serialVersionUID = 1L;

        NamedWhereUnclear() {
            // what may be made is for Names to say, which knows no classes but ours
            super(ObjectMapper.DefaultTyping.JAVA_LANG_OBJECT, LaissezFaireSubTypeValidator.instance);
        }

        @Override
        public boolean useForType(JavaType type) {
            return type.isJavaLangObject() || (type.getRawClass().isSealed() && !WireValues.isOne(type.getRawClass()));
        }
    }

    private final class Names extends TypeIdResolverBase {
        private static final String LONG = "Long";

        @Override
        public String idFromValue(Object value) {
            return idFromValueAndType(value, value.getClass());
        }

        @Override
        public String idFromValueAndType(@Nullable Object value, Class<?> type) {
            String name = type == Long.class ? LONG : types.name(type);
            if (name == null) {
                throw new IllegalArgumentException("not a type of the wire: " + type);
            }
            return name;
        }

        @Override
        public @Nullable JavaType typeFromId(DatabindContext context, String id) {
            Class<?> type = id.equals(LONG) ? Long.class : types.type(id);
            return type == null ? null : context.constructType(type);
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }
    }
}
