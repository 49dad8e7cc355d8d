package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.line.LineWriter;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Input;
import chat.parley.relay.view.Replicas;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the next events of a conversation to its readers on this loop: one write a reader and batch. Who came or went within the
 * batch is handed the part in which it was there; sessions that caused events are told of those themselves, because echoes and
 * labels are theirs. Used on the loop's thread only.
 */
final class RoomDelivery {
    private final Replicas views;
    private final People people;
    private final LoopWriter writer;
    private final LineWriter scratch = new LineWriter(4_096);
    private final GivenPositions positions;
    private final RelayMetrics metrics;

    /** Who has a share of its own in the batch under way. */
    private final List<LocalSession> sharing = new ArrayList<>();

    RoomDelivery(Replicas views, People people, LoopWriter writer, GivenPositions positions, RelayMetrics metrics) {
        this.views = views;
        this.people = people;
        this.writer = writer;
        this.positions = positions;
        this.metrics = metrics;
    }

    /** Applies the next events of a room, and hands them out. */
    void deliver(RoomStream stream, List<Event> events) {
        Batch batch = batch(new ConversationLines(stream.room(), events, views.presence()));
        try {
            for (int i = 0; i < events.size(); i++) {
                apply(stream, batch, events, i);
            }
            Audience audience = stream.audience;
            for (int i = 0; i < audience.size(); i++) {
                hand(stream.room(), audience.get(i), batch, events);
            }
            tellOthers(stream.room(), batch, events);
        } finally {
            endShares();
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    private void apply(RoomStream stream, Batch batch, List<Event> events, int index) {
        Event event = events.get(index);
        views.apply(stream.view, event);
        if (event.change() instanceof Change.Join) {
            attach(stream, event.author().person(), index + 1);
            return;
        }
        noteCause(event, index);
        if (event.change() instanceof Change.Part) {
            detach(stream, event.author().person(), batch, events, index + 1);
        } else if (event.change() instanceof Change.Kick kick) {
            detach(stream, kick.target(), batch, events, index + 1);
        }
    }

    private void hand(ConversationRef conversation, LocalSession reader, Batch batch, List<Event> events) {
        if (reader.share == null) {
            batch.write(reader);
        } else {
            writeShare(conversation, reader, batch, events, events.size(), true);
        }
    }

    /** Hands out the next events of a private conversation. */
    void deliver(ConversationRef.Direct direct, List<Event> events) {
        Batch batch = batch(new ConversationLines(direct, events, views.presence()));
        try {
            noteCauses(events);
            hand(direct, direct.first(), batch, events);
            if (!direct.second().equals(direct.first())) {
                hand(direct, direct.second(), batch, events);
            }
            tellOthers(direct, batch, events);
        } finally {
            endShares();
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    /** Tells sessions of what they caused where they are not among the readers, because this loop does not follow the room. */
    void tellCauses(ConversationRef conversation, List<Event> events) {
        try {
            noteCauses(events);
            tellOthers(conversation, batch(new ConversationLines(conversation, events, views.presence())), events);
        } finally {
            endShares();
        }
    }

    private void hand(ConversationRef.Direct direct, PersonId person, Batch batch, List<Event> events) {
        List<LocalSession> devices = people.of(person);
        boolean given = false;
        for (int i = 0; i < devices.size(); i++) {
            hand(direct, devices.get(i), batch, events);
            given |= !devices.get(i).isOwed(direct.id());
        }
        if (given) {
            positions.handed(person, direct.id(), events.getLast().sequence());
        }
    }

    Batch batch(Batch.Lines lines) {
        return new Batch(lines, writer, scratch);
    }

    private void noteCauses(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            noteCause(events.get(i), i);
        }
    }

    private void noteCause(Event event, int index) {
        LocalSession cause = people.cause(event.origin());
        if (cause != null) {
            share(cause).own.add(index);
        }
    }

    /** From this event on, all of a person's devices on this loop are in the room. */
    private void attach(RoomStream stream, PersonId person, int from) {
        List<LocalSession> devices = people.of(person);
        for (int i = 0; i < devices.size(); i++) {
            LocalSession local = devices.get(i);
            if (!local.rooms().contains(stream)) {
                share(local).from = from;
                attach(stream, local);
            }
        }
    }

    /** A session is in the room from now on. */
    void attach(RoomStream stream, LocalSession local) {
        local.rooms().add(stream);
        stream.audience.add(local);
        local.on(new Input.Attached(stream.view));
    }

    /** The person has left: its devices are handed what came before and the leaving itself, and nothing more. */
    private void detach(RoomStream stream, PersonId person, Batch batch, List<Event> events, int to) {
        for (LocalSession local : List.copyOf(people.of(person))) {
            if (local.rooms().remove(stream)) {
                stream.audience.remove(local);
                writeShare(stream.room(), local, batch, events, to, true);
                sharing.remove(local);
                local.share = null;
            }
        }
    }

    private LocalSession.Share share(LocalSession local) {
        LocalSession.Share share = local.share;
        if (share == null) {
            share = new LocalSession.Share();
            local.share = share;
            sharing.add(local);
        }
        return share;
    }

    /** @param reading false: it is told of what it caused alone */
    private void writeShare(
            ConversationRef conversation,
            LocalSession reader,
            Batch batch,
            List<Event> events,
            int to,
            boolean reading) {
        LocalSession.Share share = share(reader);
        int at = share.from;
        for (int own : share.own) {
            if (reading) {
                batch.write(reader, at, own);
            }
            reader.on(new Input.OwnEvent(conversation, events.get(own)));
            at = own + 1;
        }
        if (reading) {
            batch.write(reader, at, to);
        }
        share.own.clear();
    }

    /** Those who caused something without being a reader are told of it too. */
    private void tellOthers(ConversationRef conversation, Batch batch, List<Event> events) {
        for (LocalSession local : sharing) {
            if (!share(local).own.isEmpty()) {
                writeShare(conversation, local, batch, events, events.size(), false);
            }
        }
    }

    private void endShares() {
        for (LocalSession local : sharing) {
            local.share = null;
        }
        sharing.clear();
    }
}
