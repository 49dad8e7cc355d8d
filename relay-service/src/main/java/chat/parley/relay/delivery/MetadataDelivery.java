package chat.parley.relay.delivery;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.ServerName;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.listener.WireForm;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.MetadataLines;
import chat.parley.relay.view.Replicas;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells sessions what people say of themselves: of the keys that they subscribed to, and of the people with whom they share a room
 * or whom they monitor. What changes within one frame of presence is told together, after the frame's other lines, so that a thousand
 * who come back are one write a reader. A person's own sessions tell that themselves. Used on the loop's thread only.
 */
final class MetadataDelivery {
    private final Replicas views;
    private final Monitors monitors;
    private final ServerName server;
    private final LoopWriter writer;
    private final LineWriter scratch = new LineWriter(1_024);
    private final LongSupplier nowMillis;
    private final RelayMetrics metrics;

    /** What is to be told when the frame is over. */
    private final Map<PersonId, News> news = new LinkedHashMap<>();

    MetadataDelivery(
            Replicas views,
            Monitors monitors,
            ServerName server,
            LoopWriter writer,
            LongSupplier nowMillis,
            RelayMetrics metrics) {
        this.views = views;
        this.monitors = monitors;
        this.server = server;
        this.writer = writer;
        this.nowMillis = nowMillis;
        this.metrics = metrics;
    }

    /** Of somebody. */
    private static final class News {
        final Set<MetadataKey> keys = new TreeSet<>();
        /** Who monitors them is told by their sessions themselves, with their coming. */
        boolean came;
    }

    /** One line. */
    private record Entry(
            PersonId person,
            String nick,
            MetadataKey key,
            @Nullable String value) {}

    /** Somebody says something else of themselves than before, or is here again. */
    void note(PersonId person, Metadata before, Metadata now, boolean came) {
        List<MetadataKey> keys = now.differencesFrom(before);
        if (!keys.isEmpty()) {
            News of = news.computeIfAbsent(person, _new -> new News());
            of.keys.addAll(keys);
            of.came |= came;
        }
    }

    /** Tells what was noted. */
    void flush(Function<ConversationId, @Nullable RoomStream> streams) {
        if (news.isEmpty()) {
            return;
        }
        Map<RoomStream, List<Entry>> byRoom = new LinkedHashMap<>();
        news.forEach((id, of) -> {
            Person person = views.presence().byId(id);
            if (person != null) {
                List<Entry> entries = entries(person, of.keys);
                List<RoomStream> rooms = new ArrayList<>();
                for (RoomView room : views.roomsOf(id)) {
                    RoomStream stream = streams.apply(room.room().id());
                    if (stream != null) {
                        rooms.add(stream);
                    }
                }
                List<LocalSession> watching = of.came ? List.of() : monitors.of(person.nick());
                if (rooms.size() == 1 && watching.isEmpty()) {
                    byRoom.computeIfAbsent(rooms.getFirst(), _new -> new ArrayList<>())
                            .addAll(entries);
                } else {
                    tellOnce(entries, rooms, watching);
                }
            }
        });
        news.clear();
        byRoom.forEach(this::tell);
    }

    private static List<Entry> entries(Person person, Iterable<MetadataKey> keys) {
        List<Entry> entries = new ArrayList<>();
        for (MetadataKey key : keys) {
            entries.add(new Entry(
                    person.id(), person.nick().value(), key, person.metadata().get(key)));
        }
        return entries;
    }

    /** People have joined a room; who was in it learns what they say of themselves. */
    void joined(RoomStream stream, List<Event> events) {
        List<Entry> entries = List.of();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).change() instanceof Change.Join) {
                Person person = views.presence().byId(events.get(i).author().person());
                if (person != null && !person.metadata().isEmpty()) {
                    entries = entries.isEmpty() ? new ArrayList<>() : entries;
                    entries.addAll(entries(person, person.metadata().values().keySet()));
                }
            }
        }
        if (!entries.isEmpty()) {
            tell(stream, entries);
        }
    }

    private void tell(RoomStream stream, List<Entry> entries) {
        Batch batch = batch(entries);
        for (int i = 0; i < stream.audience.size(); i++) {
            write(batch, entries, stream.audience.get(i));
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    /** Once to each, however many rooms they share. */
    private void tellOnce(List<Entry> entries, List<RoomStream> rooms, List<LocalSession> watching) {
        Batch batch = batch(entries);
        Set<LocalSession> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (RoomStream stream : rooms) {
            for (int i = 0; i < stream.audience.size(); i++) {
                LocalSession reader = stream.audience.get(i);
                if (done.add(reader)) {
                    write(batch, entries, reader);
                }
            }
        }
        for (LocalSession reader : watching) {
            if (done.add(reader)) {
                write(batch, entries, reader);
            }
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    private Batch batch(List<Entry> entries) {
        return new Batch(
                new KeyLines(server.value(), entries, nowMillis.getAsLong()), writer, scratch, Batch.AT_ONCE, false);
    }

    /** Those lines that a reader asked for, in as few pieces as they are in. */
    private static void write(Batch batch, List<Entry> entries, LocalSession reader) {
        Set<MetadataKey> wanted = reader.session().subscriptions();
        if (wanted.isEmpty()) {
            return;
        }
        int from = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!wanted.contains(entry.key()) || entry.person().equals(reader.person)) {
                batch.write(reader, from, i);
                from = i + 1;
            }
        }
        batch.write(reader, from, entries.size());
    }

    private record KeyLines(String server, List<Entry> entries, long timeMillis) implements Batch.Lines {
        private static final CapabilitySet RELEVANT = CapabilitySet.of(Capability.SERVER_TIME);

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public CapabilitySet relevant() {
            return RELEVANT;
        }

        @Override
        public void write(int index, CapabilitySet capabilities, LineWriter to) {
            Entry entry = entries.get(index);
            Line line = MetadataLines.of(server, MetadataLines.ANYBODY, entry.nick(), entry.key(), entry.value());
            WireForm.write(
                    capabilities.has(Capability.SERVER_TIME)
                            ? line.withTag("time", Timestamp.format(timeMillis))
                            : line,
                    to);
        }
    }
}
