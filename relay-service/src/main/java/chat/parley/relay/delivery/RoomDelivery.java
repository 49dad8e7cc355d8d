package chat.parley.relay.delivery;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.RoomRank;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.relay.listener.LoopWriter;
import chat.parley.relay.metrics.RelayMetrics;
import chat.parley.relay.session.Input;
import chat.parley.relay.view.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    private final MetadataDelivery metadata;
    private final UnseenGuests unseen;
    private final Crowds crowds;
    private final RelayMetrics metrics;

    /** Who has a share of its own in the batch under way. */
    private final List<LocalSession> sharing = new ArrayList<>();

    RoomDelivery(
            Replicas views,
            People people,
            LoopWriter writer,
            GivenPositions positions,
            MetadataDelivery metadata,
            UnseenGuests unseen,
            Crowds crowds,
            RelayMetrics metrics) {
        this.views = views;
        this.people = people;
        this.writer = writer;
        this.positions = positions;
        this.metadata = metadata;
        this.unseen = unseen;
        this.crowds = crowds;
        this.metrics = metrics;
    }

    /** Applies the next events of a room, and hands them out. */
    void deliver(RoomStream stream, List<Event> events) {
        ConversationLines lines = new ConversationLines(stream.room(), events, views.presence());
        int readers = stream.audience.size();
        Batch batch = batch(lines, readers, Crowds.areThese(events));
        try {
            for (int i = 0; i < events.size(); i++) {
                apply(stream, lines, batch, events, i);
            }
            Audience audience = stream.audience;
            for (int i = 0; i < audience.size(); i++) {
                hand(lines, audience.get(i), batch, events);
            }
            tellOthers(lines, batch, events);
        } finally {
            endShares();
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
        metadata.joined(stream, events);
    }

    private void apply(RoomStream stream, ConversationLines lines, Batch batch, List<Event> events, int index) {
        Event event = events.get(index);
        views.apply(stream.view, event);
        if (event.change() instanceof Change.Join) {
            unseen.isMember(event.author().person(), event.author().source());
            attach(stream, event.author().person(), index + 1);
            return;
        }
        noteCause(event, index);
        noteChosen(stream, event, index);
        if (event.change() instanceof Change.Part) {
            detach(stream, lines, event.author().person(), batch, events, index + 1);
        } else if (event.change() instanceof Change.Kick kick) {
            detach(stream, lines, kick.target(), batch, events, index + 1);
        }
    }

    private void hand(ConversationLines lines, LocalSession reader, Batch batch, List<Event> events) {
        if (reader.share == null) {
            batch.write(reader);
        } else {
            writeShare(lines, reader, batch, events, events.size(), true);
        }
    }

    /** Hands out the next events of a private conversation. */
    void deliver(ConversationRef.Direct direct, List<Event> events) {
        ConversationLines lines = new ConversationLines(direct, events, views.presence());
        Batch batch = batch(lines);
        try {
            noteCauses(events);
            hand(direct, direct.first(), lines, batch, events);
            if (!direct.second().equals(direct.first())) {
                hand(direct, direct.second(), lines, batch, events);
            }
            tellOthers(lines, batch, events);
        } finally {
            endShares();
        }
        metrics.delivered(batch.size(), batch.readers(), batch.bytes());
    }

    /**
     * Tells sessions of what they caused, or are invited to, where they are not among the readers, because this loop does not
     * follow the room.
     */
    void tellCauses(ConversationRef conversation, List<Event> events) {
        try {
            noteCauses(events);
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).change() instanceof Change.Invite invite) {
                    noteInvited(invite, i);
                }
            }
            ConversationLines lines = new ConversationLines(conversation, events, views.presence());
            tellOthers(lines, batch(lines), events);
        } finally {
            endShares();
        }
    }

    private void hand(
            ConversationRef.Direct direct, PersonId person, ConversationLines lines, Batch batch, List<Event> events) {
        List<LocalSession> devices = people.of(person);
        boolean given = false;
        for (int i = 0; i < devices.size(); i++) {
            hand(lines, devices.get(i), batch, events);
            given |= !devices.get(i).isOwed(direct.id());
        }
        if (given) {
            positions.handed(person, direct.id(), events.getLast().sequence());
        }
    }

    private Batch batch(Batch.Lines lines) {
        return new Batch(lines, writer, scratch, Batch.AT_ONCE, false);
    }

    /**
     * A batch for a room.
     *
     * @param readers how many it has
     * @param mayWait in a large room this is not told at once
     */
    Batch batch(Batch.Lines lines, int readers, boolean mayWait) {
        long pauseMillis = mayWait ? crowds.pauseMillis(readers) : Batch.AT_ONCE;
        boolean behind = writer.isWithholding() && crowds.isLarge(readers);
        return new Batch(lines, writer, scratch, pauseMillis, behind);
    }

    boolean isLarge(RoomStream stream) {
        return crowds.isLarge(stream.audience.size());
    }

    private void noteCauses(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            noteCause(events.get(i), i);
        }
    }

    private void noteCause(Event event, int index) {
        LocalSession cause = people.cause(event.origin());
        if (cause != null) {
            cut(cause, index, true);
        }
    }

    private void cut(LocalSession local, int index, boolean told) {
        List<LocalSession.Cut> cuts = share(local).cuts;
        if (cuts.isEmpty() || cuts.getLast().index() != index) {
            cuts.add(new LocalSession.Cut(index, told));
        }
    }

    /** Some events are for some readers only, or are told to each in words of their own. */
    private void noteChosen(RoomStream stream, Event event, int index) {
        switch (event.change()) {
            case Change.Invite invite -> noteInvited(invite, index);
            case Change.Knock _knock -> {
                for (int i = 0; i < stream.audience.size(); i++) {
                    LocalSession local = stream.audience.get(i);
                    if (hasRank(stream, local, RoomRank.HALFOP)) {
                        cut(local, index, true);
                    }
                }
            }
            case Change.Message message -> {
                if (message.to() != null) {
                    hideFromLower(stream, event, message.to(), index);
                }
            }
            case Change.Rename rename -> noteRenamed(stream, rename, index);
            case Change.Described described -> noteDescribed(stream, described, index);
            case Change.Redaction _redaction -> {}
            case Change.Redacted _redacted -> {}
            case Change.Join _join -> {}
            case Change.Part _part -> {}
            case Change.Kick _kick -> {}
            case Change.Modes _modes -> {}
            case Change.Topic _topic -> {}
        }
    }

    /** Those who don't know renaming leave and come, each with the names as they see them; but not for capitals alone. */
    private void noteRenamed(RoomStream stream, Change.Rename rename, int index) {
        for (int i = 0; i < stream.audience.size(); i++) {
            LocalSession local = stream.audience.get(i);
            if (!new CapabilitySet(local.capabilityBits).has(Capability.CHANNEL_RENAME)) {
                cut(local, index, !rename.isOfCapitals());
            }
        }
    }

    private void noteDescribed(RoomStream stream, Change.Described described, int index) {
        for (int i = 0; i < stream.audience.size(); i++) {
            LocalSession local = stream.audience.get(i);
            Set<MetadataKey> wanted = local.session().subscriptions();
            if (!wanted.isEmpty()
                    && (described.set().keySet().stream().anyMatch(wanted::contains)
                            || described.removed().stream().anyMatch(wanted::contains))) {
                cut(local, index, true);
            }
        }
    }

    /** What is said to those of a rank is for them, and for who said it. */
    private void hideFromLower(RoomStream stream, Event event, RoomRank rank, int index) {
        for (int i = 0; i < stream.audience.size(); i++) {
            LocalSession local = stream.audience.get(i);
            if (!hasRank(stream, local, rank) && !event.author().person().equals(local.person)) {
                cut(local, index, false);
            }
        }
    }

    private void noteInvited(Change.Invite invite, int index) {
        for (LocalSession local : people.of(invite.target())) {
            cut(local, index, true);
        }
    }

    private static boolean hasRank(RoomStream stream, LocalSession local, RoomRank rank) {
        return local.person != null && rank.isReachedBy(stream.view.ranksOf(local.person));
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
    private void detach(
            RoomStream stream, ConversationLines lines, PersonId person, Batch batch, List<Event> events, int to) {
        for (LocalSession local : List.copyOf(people.of(person))) {
            if (local.rooms().remove(stream)) {
                stream.audience.remove(local);
                writeShare(lines, local, batch, events, to, true);
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
            ConversationLines lines, LocalSession reader, Batch batch, List<Event> events, int to, boolean reading) {
        LocalSession.Share share = share(reader);
        int at = share.from;
        for (LocalSession.Cut cut : share.cuts) {
            if (reading) {
                batch.write(reader, at, cut.index());
            }
            if (cut.told()) {
                reader.on(new Input.OwnEvent(lines.conversation(cut.index()), events.get(cut.index())));
            }
            at = Math.max(at, cut.index() + 1);
        }
        if (reading) {
            batch.write(reader, at, to);
        }
        share.cuts.clear();
    }

    /** Those who caused something without being a reader are told of it too. */
    private void tellOthers(ConversationLines lines, Batch batch, List<Event> events) {
        for (LocalSession local : sharing) {
            if (!share(local).cuts.isEmpty()) {
                writeShare(lines, local, batch, events, events.size(), false);
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
