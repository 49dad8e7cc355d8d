package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.presence.PresenceFrame;
import chat.parley.contracts.presence.PresenceSnapshot;
import chat.parley.contracts.presence.UserModes;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Input;
import chat.parley.relay.view.Replicas;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies the stream of presence, and shows what happens to people to those who share a room with them, once to each. Events one
 * after another that concern the same room are one batch: a thousand people leaving it is one write a reader. Used on the loop's
 * thread only.
 */
final class PresenceDelivery {
    private final Replicas views;
    private final People people;
    private final Rooms rooms;
    private final Monitors monitors;
    private final RoomDelivery delivery;
    private final MetadataDelivery metadata;
    private final Settling settling;
    private final GivenPositions given;
    private final UnseenGuests unseen;
    private final LongSupplier nowMillis;
    private final RelayMetrics metrics;

    /** What is to be shown to everybody in one room, oldest first. */
    private final List<PresenceLines.Shown> run = new ArrayList<>();

    private @Nullable RoomStream runRoom;

    PresenceDelivery(
            Replicas views,
            People people,
            Rooms rooms,
            Monitors monitors,
            RoomDelivery delivery,
            MetadataDelivery metadata,
            Settling settling,
            GivenPositions given,
            UnseenGuests unseen,
            LongSupplier nowMillis,
            RelayMetrics metrics) {
        this.views = views;
        this.people = people;
        this.rooms = rooms;
        this.monitors = monitors;
        this.delivery = delivery;
        this.metadata = metadata;
        this.settling = settling;
        this.given = given;
        this.unseen = unseen;
        this.nowMillis = nowMillis;
        this.metrics = metrics;
    }

    /** The next piece of the stream. */
    void onFrame(PresenceFrame frame) {
        apply(frame.events(), frame.position());
    }

    /** Everybody, at the beginning and after a gap. */
    void onSnapshot(PresenceSnapshot snapshot) {
        views.presence().thereWere(snapshot.most());
        apply(views.presence().differencesTo(snapshot), snapshot.position());
    }

    /** All that presence knew at a time is applied here: guests whom it does not tell of are gone. */
    void onComplete(long asOfMillis) {
        unseen.complete(asOfMillis, this::gone);
    }

    /** Its leaving was told before it was known here that it had come. */
    private void gone(PersonId.OfGuest guest, @Nullable Source source) {
        Collection<RoomView> concerned = views.roomsOf(guest);
        views.endMemberships(guest);
        if (source != null) {
            show(new PresenceEvent.Offline(seenAs(guest, source), null), concerned, List.of());
            flushRun();
        }
    }

    private static Person seenAs(PersonId.OfGuest guest, Source source) {
        return new Person(
                guest,
                new Nickname(source.name()),
                Objects.requireNonNullElse(source.user(), "user"),
                Objects.requireNonNullElse(source.host(), "*"),
                "",
                null,
                null,
                UserModes.NONE,
                false,
                0,
                List.of(guest.session()));
    }

    private void apply(List<PresenceEvent> events, long position) {
        events.forEach(this::apply);
        flushRun();
        metadata.flush(rooms::stream);
        views.presence().reached(position);
        settling.presenceAdvanced(position);
    }

    private void apply(PresenceEvent event) {
        if (event instanceof PresenceEvent.Announced announced) {
            flushRun();
            hearers(announced.what()).forEach(local -> local.on(new Input.Announced(announced.what())));
            return;
        }
        PersonId person = personOf(event);
        // a guest who leaves, or becomes an account, is in no room any more once that is applied
        Collection<RoomView> concerned = PresenceLines.isVisible(event) ? views.roomsOf(person) : List.<RoomView>of();
        Person before = views.presence().byId(person);
        views.apply(event);
        if (event instanceof PresenceEvent.Adopted adopted) {
            for (LocalSession local : List.copyOf(people.of(adopted.guest()))) {
                people.belongsTo(local, adopted.now().id());
            }
            person = adopted.now().id();
        }
        List<LocalSession> own = List.copyOf(people.of(person));
        switch (event) {
            case PresenceEvent.Online _online -> show(event, concerned, List.of());
            case PresenceEvent.Offline _offline -> {
                own.forEach(this::leave);
                show(event, concerned, List.of());
            }
            case PresenceEvent.Changed _changed -> tellAndShow(event, concerned, own);
            case PresenceEvent.Adopted _adopted -> tellAndShow(event, concerned, own);
            case PresenceEvent.Announced _announced -> {}
        }
        tellMonitors(event, concerned, own);
        Person now = views.presence().byId(person);
        if (now != null) {
            metadata.note(person, before == null ? Metadata.NONE : before.metadata(), now.metadata(), before == null);
        }
    }

    /** What somebody has read is told so often that nobody else is to be bothered with it. */
    private Collection<LocalSession> hearers(Announcement what) {
        return what instanceof Announcement.Read read ? List.copyOf(people.of(read.reader())) : people.all();
    }

    private void tellMonitors(PresenceEvent event, Collection<RoomView> concerned, List<LocalSession> own) {
        switch (event) {
            case PresenceEvent.Online online -> monitored(online.person().nick(), online.person());
            case PresenceEvent.Offline offline -> monitored(offline.person().nick(), null);
            case PresenceEvent.Adopted adopted ->
                showMonitors(event, adopted.now().nick(), concerned, own);
            case PresenceEvent.Changed changed -> {
                Person now = changed.now();
                if (!changed.before().nick().equals(now.nick())) {
                    monitored(changed.before().nick(), null);
                    monitored(now.nick(), now);
                } else if (changed.what() != PresenceEvent.What.NICK && PresenceLines.isVisible(event)) {
                    showMonitors(event, now.nick(), concerned, own);
                }
            }
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void monitored(Nickname nick, @Nullable Person person) {
        monitors.of(nick).forEach(local -> local.on(new Input.Monitored(nick, person)));
    }

    /** With extended-monitor, one sees of those whom one monitors what one sees of those in the same room. */
    private void showMonitors(
            PresenceEvent event, Nickname nick, Collection<RoomView> concerned, List<LocalSession> own) {
        List<LocalSession> watching = monitors.of(nick);
        if (watching.isEmpty()) {
            return;
        }
        flushRun();
        Batch batch = delivery.batch(lines(event), watching.size(), false);
        for (LocalSession reader : watching) {
            boolean asked = new CapabilitySet(reader.capabilityBits).has(Capability.EXTENDED_MONITOR);
            if (asked && !own.contains(reader) && !isIn(reader, concerned)) {
                batch.write(reader);
            }
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    private boolean isIn(LocalSession reader, Collection<RoomView> any) {
        return any.stream().anyMatch(room -> {
            RoomStream stream = rooms.stream(room.room().id());
            return stream != null && reader.rooms().contains(stream);
        });
    }

    /** Its person has left, and it is about to learn that: it reads no more of the rooms. */
    private void leave(LocalSession local) {
        flushRun();
        given.leaving(local);
        rooms.left(local);
    }

    private void tellAndShow(PresenceEvent event, Collection<RoomView> concerned, List<LocalSession> own) {
        if (!own.isEmpty()) {
            flushRun();
            own.forEach(local -> local.on(new Input.OwnPresence(event)));
        }
        show(event, concerned, own);
    }

    private static PersonId personOf(PresenceEvent event) {
        return switch (event) {
            case PresenceEvent.Online online -> online.person().id();
            case PresenceEvent.Changed changed -> changed.before().id();
            case PresenceEvent.Adopted adopted -> adopted.guest();
            case PresenceEvent.Offline offline -> offline.person().id();
            case PresenceEvent.Announced _announced -> throw new IllegalArgumentException("is about nobody");
        };
    }

    private void show(PresenceEvent event, Collection<RoomView> concerned, List<LocalSession> own) {
        boolean comesBack = event instanceof PresenceEvent.Online;
        if (comesBack || (own.isEmpty() && concerned.size() == 1)) {
            for (RoomView room : concerned) {
                RoomStream stream = rooms.stream(room.room().id());
                if (stream != null) {
                    addToRun(event, stream, comesBack ? room.room().name() : null);
                }
            }
        } else if (!concerned.isEmpty()) {
            flushRun();
            showOnce(event, concerned, own);
        }
    }

    private void addToRun(PresenceEvent event, RoomStream stream, @Nullable RoomName room) {
        if (runRoom != stream) {
            flushRun();
            runRoom = stream;
        }
        run.add(new PresenceLines.Shown(event, room));
    }

    private void flushRun() {
        RoomStream stream = runRoom;
        if (stream != null) {
            Audience audience = stream.audience;
            boolean mayWait = run.stream().allMatch(shown -> Crowds.isThis(shown.event()));
            Batch batch = delivery.batch(
                    new PresenceLines(List.copyOf(run), nowMillis.getAsLong()), audience.size(), mayWait);
            for (int i = 0; i < audience.size(); i++) {
                batch.write(audience.get(i));
            }
            metrics.delivered(batch.size(), batch.readers(), batch.bytes());
        }
        run.clear();
        runRoom = null;
    }

    private PresenceLines lines(PresenceEvent event) {
        return new PresenceLines(List.of(new PresenceLines.Shown(event, null)), nowMillis.getAsLong());
    }

    /** Shows an event once to each who shares any of the rooms; in the small ones at once. */
    private void showOnce(PresenceEvent event, Collection<RoomView> concerned, List<LocalSession> own) {
        List<RoomStream> streams = concerned.stream()
                .map(room -> rooms.stream(room.room().id()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(stream -> stream.audience.size()))
                .toList();
        if (streams.isEmpty()) {
            return;
        }
        Batch batch = delivery.batch(lines(event), streams.getLast().audience.size(), Crowds.isThis(event));
        Set<LocalSession> done = Collections.newSetFromMap(new IdentityHashMap<>());
        done.addAll(own);
        for (RoomStream stream : streams) {
            boolean large = delivery.isLarge(stream);
            for (int i = 0; i < stream.audience.size(); i++) {
                LocalSession reader = stream.audience.get(i);
                if (!done.add(reader)) {
                    continue;
                }
                if (large) {
                    batch.write(reader);
                } else {
                    batch.writeAtOnce(reader);
                }
            }
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }
}
