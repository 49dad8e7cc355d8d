package chat.parley.contracts.bus;

import chat.parley.contracts.account.Secret;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.status.NodeId;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values of any type that crosses the wire, by reflection: of a sealed interface one of each kind. */
final class Samples {
    private static final RelayId RELAY = new RelayId("relay-1.k3x9");
    private static final int MAX_A_TYPE = 40;

    private Samples() {}

    static List<Object> of(Type type) {
        return all(type).limit(MAX_A_TYPE).toList();
    }

    private static Stream<Object> all(Type type) {
        return switch (type) {
            case Class<?> raw -> ofClass(raw);
            case ParameterizedType generic -> ofGeneric(generic);
            default -> throw new IllegalArgumentException("no samples of " + type);
        };
    }

    private static Stream<Object> ofGeneric(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        if (type.getRawType() == List.class) {
            return Stream.of(List.of(), of(first));
        }
        if (type.getRawType() == Optional.class) {
            return Stream.concat(Stream.of(Optional.empty()), all(first).map(Optional::of));
        }
        if (type.getRawType() == Map.class) {
            Type second = type.getActualTypeArguments()[1];
            return Stream.of(Map.of(), Map.of(of(first).getFirst(), of(second).getFirst()));
        }
        return all(type.getRawType());
    }

    private static Stream<Object> ofClass(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants());
        }
        if (type.isSealed() && type.isInterface()) {
            return Stream.of(type.getPermittedSubclasses()).flatMap(Samples::all);
        }
        Stream<Object> simple = simple(type);
        if (simple != null) {
            return simple;
        }
        if (type.isRecord()) {
            return records(type).stream();
        }
        throw new IllegalArgumentException("cannot cross the wire: " + type);
    }

    private static @Nullable Stream<Object> simple(Class<?> type) {
        if (type == String.class) {
            return Stream.of("täxt \uD83D\uDE00", "", "x".repeat(400));
        }
        if (type == long.class || type == Long.class) {
            return Stream.of(1L, 23L, 24L, 1_795_341_600_123L, Long.MAX_VALUE);
        }
        if (type == int.class) {
            return Stream.of(7, Integer.MAX_VALUE);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Stream.of(true, false);
        }
        if (type == char.class) {
            return Stream.of('o', 'ß');
        }
        if (type == Object.class) { // wherever any message may stand
            return Stream.of(5L, true, "text", new chat.parley.contracts.failure.Failure.Bug("bug"));
        }
        if (type == Tags.class) {
            return Stream.of(Tags.EMPTY, Tags.of("+typing", "active").with("empty", ""));
        }
        if (type == Nickname.class) {
            return Stream.of(new Nickname("Alice"));
        }
        if (type == RoomName.class) {
            return Stream.of(new RoomName("#löbby"));
        }
        if (type == MetadataKey.class) {
            return Stream.of(new MetadataKey("example.org/mood"));
        }
        if (type == Nonce.class) {
            return Stream.of(new Nonce("n-1"));
        }
        if (type == BackupName.class) {
            return Stream.of(new BackupName("20261122T103203Z"));
        }
        if (type == RelayId.class) {
            return Stream.of(RELAY);
        }
        if (type == NodeId.class) {
            return Stream.of(new NodeId("relay-1", "k3x9"));
        }
        if (type == Secret.class) {
            return Stream.of(new Secret("pässword".getBytes(StandardCharsets.UTF_8)), new Secret(new byte[0]));
        }
        if (type == PersonId.OfGuest.class) {
            return Stream.of(new PersonId.OfGuest(new SessionId(RELAY, 12)));
        }
        if (type == EncodedOnce.class) {
            return Stream.of(new EncodedOnce());
        }
        return null;
    }

    /** One with the first sample of each component, and one more for each further sample, and each null that may be. */
    private static List<Object> records(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<@Nullable Object>> samples = new ArrayList<>();
        for (RecordComponent component : components) {
            List<@Nullable Object> values = new ArrayList<>(of(component.getGenericType()));
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                values.add(null);
            }
            samples.add(values);
        }
        List<Object> records = new ArrayList<>();
        records.add(make(type, samples.stream().map(List::getFirst).toArray()));
        for (int at = 0; at < components.length; at++) {
            for (Object value : samples.get(at).subList(1, samples.get(at).size())) {
                @Nullable Object[] values = samples.stream().map(List::getFirst).toArray();
                values[at] = value;
                records.add(make(type, values));
            }
        }
        return records;
    }

    private static Object make(Class<?> type, @Nullable Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("no sample of " + type, impossible);
        }
    }
}
