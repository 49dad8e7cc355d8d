package chat.parley.contracts.bus;

import chat.parley.contracts.account.Secret;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.room.ConversationEvents;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What stands on the wire as a single value instead of a map, since there is much of it; made by its own constructor, which checks. */
final class WireValues extends SimpleModule {
    private static final long serialVersionUID = 1L;

    WireValues(WireFormat format) {
        text(Nickname.class, Nickname::value, Nickname::new);
        text(RoomName.class, RoomName::value, RoomName::new);
        text(Nonce.class, Nonce::value, Nonce::new);
        text(MetadataKey.class, MetadataKey::value, MetadataKey::new);
        text(BackupName.class, BackupName::value, BackupName::new);
        text(RelayId.class, RelayId::value, RelayId::new);
        text(PersonId.class, PersonId::text, PersonId::parse);
        text(PersonId.OfAccount.class, PersonId::text, text -> (PersonId.OfAccount) PersonId.parse(text));
        text(PersonId.OfGuest.class, PersonId::text, text -> (PersonId.OfGuest) PersonId.parse(text));
        value(AccountId.class, (id, out) -> out.writeNumber(id.value()), in -> new AccountId(in.getLongValue()));
        value(
                ConversationId.class,
                (id, out) -> out.writeNumber(id.value()),
                in -> new ConversationId(in.getLongValue()));
        value(Secret.class, (secret, out) -> out.writeBinary(secret.bytes()), in -> new Secret(in.getBinaryValue()));
        value(Tags.class, WireValues::write, WireValues::readTags);

        addKeySerializer(ConversationId.class, new JsonSerializer<>() {
            @Override
            public void serialize(ConversationId id, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeFieldId(id.value());
            }
        });
        addKeyDeserializer(ConversationId.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return new ConversationId(Long.parseLong(key));
            }
        });
        addKeySerializer(MetadataKey.class, new JsonSerializer<>() {
            @Override
            public void serialize(MetadataKey key, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(key.value());
            }
        });
        addKeyDeserializer(MetadataKey.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return new MetadataKey(key);
            }
        });

        addSerializer(Frame.Events.class, new WrittenByHand<>() {
            @Override
            public void serialize(Frame.Events events, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeStartArray(events, events.batch().size());
                for (ConversationEvents part : events.batch()) {
                    out.writeBinary(events.encoded().bytes(part, format::encode));
                }
                out.writeEndArray();
            }
        });
        addDeserializer(Frame.Events.class, new JsonDeserializer<>() {
            @Override
            public Frame.Events deserialize(JsonParser in, DeserializationContext context) throws IOException {
                List<ConversationEvents> batch = new ArrayList<>();
                while (in.nextToken().isScalarValue()) {
                    batch.add(part(ConversationEvents.class, in, format));
                }
                return new Frame.Events(batch, new EncodedOnce());
            }
        });
        addSerializer(Frame.Presence.class, new WrittenByHand<>() {
            @Override
            public void serialize(Frame.Presence presence, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeBinary(presence.encoded().bytes(presence.frame(), format::encode));
            }
        });
        addDeserializer(Frame.Presence.class, new JsonDeserializer<>() {
            @Override
            public Frame.Presence deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return new Frame.Presence(part(PresenceFrame.class, in, format), new EncodedOnce());
            }
        });
    }

    /** Of the sealed interfaces, the one that is a text like any other id. */
    static boolean isOne(Class<?> type) {
        return type == PersonId.class;
    }

    private static <T> T part(Class<T> type, JsonParser in, WireFormat format) throws IOException {
        Object part = format.decode(in.getBinaryValue());
        if (!type.isInstance(part)) {
            throw new IOException("not a part of a frame");
        }
        return type.cast(part);
    }

    private static void write(Tags tags, JsonGenerator out) throws IOException {
        out.writeStartObject(tags, tags.size());
        for (Map.Entry<String, String> tag : tags.asMap().entrySet()) {
            out.writeStringField(tag.getKey(), tag.getValue());
        }
        out.writeEndObject();
    }

    private static Tags readTags(JsonParser in) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            tags.put(key, in.nextTextValue());
        }
        return Tags.of(tags);
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        value(type, (value, out) -> out.writeString(write.apply(value)), in -> read.apply(in.getText()));
    }

    private <T> void value(Class<T> type, Write<T> write, Read<T> read) {
        addSerializer(type, new WrittenByHand<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                write.write(value, out);
            }
        });
        addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return read.read(in);
            }
        });
    }

    @FunctionalInterface
    private interface Write<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    @FunctionalInterface
    private interface Read<T> {
        T read(JsonParser in) throws IOException;
    }
}
