package chat.parley.contracts.bus;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.audit.AuditRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.status.NodeStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that may cross the wire, each under its name: every request and its answer, every failure, what the bus itself sends,
 * and all that these are made of. Nothing else is ever made from bytes that arrive.
 */
final class WireTypes {
    private static final List<Class<?>> ROOTS = List.of(
            AccountRequest.class,
            RoomRequest.class,
            PresenceRequest.class,
            AuditRequest.class,
            Failure.class,
            Says.class,
            Says.Answers.class,
            AuditBatch.class,
            Frame.class,
            Several.class,
            Perhaps.class,
            NodeStatus.class);

    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    WireTypes() {
        ROOTS.forEach(this::add);
    }

    /** The type of that name, or null when there is none. */
    @Nullable
    Class<?> type(String name) {
        return types.get(name);
    }

    /** The name of a type, or null when it is not to cross the wire. */
    @Nullable
    String name(Class<?> type) {
        return names.get(type);
    }

    Collection<Class<?>> all() {
        return Collections.unmodifiableCollection(types.values());
    }

    private void add(Type type) {
        switch (type) {
            case Class<?> raw -> addClass(raw);
            case ParameterizedType generic -> {
                add(generic.getRawType());
                for (Type argument : generic.getActualTypeArguments()) {
                    add(argument);
                }
            }
            default -> {}
        }
    }

    private void addClass(Class<?> type) {
        if (type.isSealed() && type.isInterface()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted);
            }
        } else if (type.isRecord() && !names.containsKey(type)) {
            addRecord(type);
        }
    }

    private void addRecord(Class<?> type) {
        String name = nameOf(type);
        Class<?> namesake = types.put(name, type);
        if (namesake != null) {
            throw new IllegalStateException("two records have one name on the wire: " + namesake + ", " + type);
        }
        names.put(type, name);
        for (RecordComponent component : type.getRecordComponents()) {
            add(component.getGenericType());
        }
        for (Type implemented : type.getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType request
                    && request.getRawType() instanceof Class<?> raw
                    && ServiceRequest.class.isAssignableFrom(raw)) {
                add(request.getActualTypeArguments()[0]); // the answer
            }
        }
    }

    /** Without the package, and with the types that it stands in: {@code RoomRequest.Join}. */
    private static String nameOf(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : nameOf(outer) + "." + type.getSimpleName();
    }
}
