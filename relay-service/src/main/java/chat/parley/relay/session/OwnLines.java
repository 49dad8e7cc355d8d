package chat.parley.relay.session;

import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.RoomView;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines that a session is sent about its own doings, in the order in which these happened, under the label of their cause. */
final class OwnLines {
    private final SessionContext context;
    private final Client client;
    private final Supplier<Exchange> errands;

    /** @param errands begins what is to be done before anything that the client asks for later */
    OwnLines(SessionContext context, Client client, Supplier<Exchange> errands) {
        this.context = context;
        this.client = client;
        this.errands = errands;
    }

    /** The session is in a room from now on: its JOIN, the topic, and who else is there. */
    void attached(RoomView room, Collection<Exchange> running, Outbox out, long nowMillis) {
        Person me = client.self();
        if (me == null) {
            return;
        }
        RoomName name = room.room().name();
        Exchange cause = running.stream()
                .filter(exchange -> exchange.expects(name))
                .findFirst()
                .orElse(null);
        send(joinLine(me, name, nowMillis), cause, out);
        furnish(me, room, cause, out);
    }

    /** What goes with one's own JOIN: up to where one has read, which has to be asked for, and the topic and the names after it. */
    private void furnish(Person me, RoomView room, @Nullable Exchange cause, Outbox out) {
        if (!client.has(Capability.READ_MARKER)) {
            describe(room, cause, out);
            return;
        }
        String server = context.settings().server().value();
        RoomName name = room.room().name();
        Exchange errand = cause == null ? errands.get() : cause;
        errand.ask(
                new RoomRequest.ReadMarkerOf(me.id(), new Target.ToRoom(name)),
                marker -> furnish(RoomReplies.readMarker(server, name.value(), marker), name, cause, out),
                failure -> furnish(
                        FailCode.INTERNAL_ERROR.failWithText(server, "MARKREAD", failure.text(), name.value()),
                        name,
                        cause,
                        out));
        if (cause == null) {
            errand.returned();
        }
    }

    /** Some time later, when the client may be in the room no longer. */
    private void furnish(Line first, RoomName name, @Nullable Exchange cause, Outbox out) {
        RoomView room = context.views().room(name);
        if (room != null && client.isMemberOf(room)) {
            send(first, cause, out);
            describe(room, cause, out);
        }
    }

    private void describe(RoomView room, @Nullable Exchange cause, Outbox out) {
        for (Line line : RoomReplies.onJoin(context.settings().server().value(), client, room)) {
            send(line, cause, out);
        }
        for (Line line : metadataOnJoin(room, out)) {
            send(line, cause, out);
        }
    }

    /** What the client subscribed to, of the room and of those who are in it. */
    private List<Line> metadataOnJoin(RoomView room, Outbox out) {
        if (client.subscriptions().isEmpty() || !client.has(Capability.METADATA)) {
            return List.of();
        }
        String server = context.settings().server().value();
        String name = room.room().name().value();
        if (room.memberCount() > MetadataLines.MOST_MEMBERS_AT_ONCE) {
            return List.of(MetadataSync.later(server, client.name(), name));
        }
        List<Line> lines =
                MetadataLines.ofRoom(server, client.name(), context.views(), room, _person -> true, client::isToldOf);
        return lines.isEmpty() ? List.of() : ReplyBatch.of(server, out.nextBatch(), lines, MetadataLines.BATCH, name);
    }

    private Line joinLine(Person me, RoomName room, long nowMillis) {
        String account = me.account();
        Line join = client.has(Capability.EXTENDED_JOIN)
                ? Line.of("JOIN", room.value(), account == null ? "*" : account, me.realname())
                : Line.of("JOIN", room.value());
        return from(client, me, join, nowMillis);
    }

    /** A line about the client itself, as it is shown to it. */
    static Line from(Client client, Person who, Line line, long nowMillis) {
        Line sent = line.withSource(who.source().text());
        if (client.has(Capability.SERVER_TIME)) {
            sent = sent.withTag("time", Timestamp.format(nowMillis));
        }
        String account = who.account();
        return account != null && client.has(Capability.ACCOUNT_TAG) ? sent.withTag("account", account) : sent;
    }

    /** Something this session did has happened: a message comes back only with echo-message, or if it was said to oneself. */
    void event(Input.OwnEvent own, Collection<Exchange> running, Outbox out) {
        Change change = own.event().change();
        List<Line> lines = switch (change) {
            case Change.Join _join -> List.of();
            case Change.Invite invite -> inviteLines(own, invite);
            case Change.Knock _knock -> knockLines(own);
            case Change.Message _message -> printed(own);
            case Change.Part _part -> printed(own);
            case Change.Kick _kick -> printed(own);
            case Change.Modes _modes -> printed(own);
            case Change.Topic _topic -> printed(own);
            case Change.Described described -> {
                described(described, own, running, out);
                yield List.of();
            }
            case Change.Redaction _redaction -> printed(own);
            case Change.Redacted _redacted -> List.of();
            case Change.Rename rename -> {
                if (!client.has(Capability.CHANNEL_RENAME)) {
                    renamed(rename, own, running, out);
                    yield List.of();
                }
                yield printed(own);
            }
        };
        Exchange cause = cause(own, running);
        boolean message = change instanceof Change.Message;
        if (message && isEchoed(own.conversation(), cause)) {
            return;
        }
        if (!message || client.has(Capability.ECHO_MESSAGE)) {
            lines.forEach(line -> send(line, cause, out));
        }
        if (message && isToOneself(own.conversation())) {
            lines.forEach(out::send);
        }
    }

    /** Who is in the room waits for the event; who is not may have been told with the answer, because the event need not come here. */
    private boolean isEchoed(ConversationRef conversation, @Nullable Exchange cause) {
        if (cause != null) {
            return !cause.echoesFirst(conversation.id());
        }
        return conversation instanceof ConversationRef.Room room
                && !client.isMemberOf(context.views().room(room.name()));
    }

    /** Who changed it is answered by numerics. */
    private void described(Change.Described described, Input.OwnEvent own, Collection<Exchange> running, Outbox out) {
        if (!(own.conversation() instanceof ConversationRef.Room room) || cause(own, running) != null) {
            return;
        }
        Metadata set = new Metadata(0, described.set());
        Metadata before =
                new Metadata(0, described.removed().stream().collect(Collectors.toMap(key -> key, _key -> "")));
        tellChanges(before, room.name().value(), set, out, own.event().timeMillis());
    }

    private void tellChanges(Metadata before, String target, Metadata now, Outbox out, long timeMillis) {
        String server = context.settings().server().value();
        for (Line line : MetadataLines.since(before, server, MetadataLines.ANYBODY, target, now, client::isToldOf)) {
            out.send(client.has(Capability.SERVER_TIME) ? line.withTag("time", Timestamp.format(timeMillis)) : line);
        }
    }

    /** For a client that doesn't know renaming: it leaves the old room and comes into the new one. */
    private void renamed(Change.Rename rename, Input.OwnEvent own, Collection<Exchange> running, Outbox out) {
        Person me = client.self();
        RoomView room = context.views().room(rename.now());
        if (rename.isOfCapitals() || me == null || room == null) {
            return;
        }
        long timeMillis = own.event().timeMillis();
        Exchange cause = cause(own, running);
        String before = rename.before().value();
        Line part = rename.reason().isEmpty() ? Line.of("PART", before) : Line.of("PART", before, rename.reason());
        send(from(client, me, part, timeMillis), cause, out);
        send(joinLine(me, rename.now(), timeMillis), cause, out);
        furnish(me, room, cause, out);
    }

    private List<Line> printed(Input.OwnEvent own) {
        return context.events()
                .print(
                        own.conversation(),
                        own.event(),
                        client.person(),
                        client.capabilities().effective());
    }

    /** Whoever is invited is told, asked for or not; the inviter is answered by a numeric. */
    private List<Line> inviteLines(Input.OwnEvent own, Change.Invite invite) {
        if (!invite.target().equals(client.person())) {
            return List.of();
        }
        return context.events()
                .print(
                        own.conversation(),
                        own.event(),
                        client.person(),
                        client.capabilities().effective().with(Capability.INVITE_NOTIFY));
    }

    private List<Line> knockLines(Input.OwnEvent own) {
        boolean knocked = own.event().author().person().equals(client.person());
        if (knocked || !(own.conversation() instanceof ConversationRef.Room room)) {
            return List.of();
        }
        return List.of(Numeric.RPL_KNOCK.line(
                context.settings().server().value(),
                client.name(),
                room.name().value(),
                own.event().author().source().text()));
    }

    private static @Nullable Exchange cause(Input.OwnEvent own, Collection<Exchange> running) {
        var origin = own.event().origin();
        if (origin != null) {
            for (Exchange exchange : running) {
                if (exchange.number() == origin.request()) {
                    return exchange;
                }
            }
        }
        return null;
    }

    private static boolean isToOneself(ConversationRef conversation) {
        return conversation instanceof ConversationRef.Direct direct
                && direct.first().equals(direct.second());
    }

    /** The session's own person changed, by this session or by another device. */
    void presence(PresenceEvent event, Collection<Exchange> running, Outbox out, long nowMillis) {
        switch (event) {
            case PresenceEvent.Online online -> client.self(online.person());
            case PresenceEvent.Changed changed -> {
                client.self(changed.now());
                if (cause(PresenceEvent.What.METADATA, running) == null) {
                    Person now = changed.now();
                    tellChanges(changed.before().metadata(), now.nick().value(), now.metadata(), out, nowMillis);
                }
                for (Line line : changeLines(changed)) {
                    Line told = from(client, changed.before(), line, nowMillis);
                    if (changed.what() == PresenceEvent.What.ACCOUNT) {
                        signedIn(told, running, out);
                    } else {
                        send(told, cause(changed.what(), running), out);
                    }
                }
            }
            case PresenceEvent.Adopted adopted -> {
                client.self(adopted.now());
                if (client.has(Capability.ACCOUNT_NOTIFY)) {
                    signedIn(from(client, adopted.now(), accountLine(adopted.now()), nowMillis), running, out);
                }
            }
            case PresenceEvent.Offline _offline -> {}
            case PresenceEvent.Announced _announced -> {}
        }
    }

    /** Who signs in is answered first, as clients expect. */
    private static void signedIn(Line line, Collection<Exchange> running, Outbox out) {
        Exchange cause = cause(PresenceEvent.What.ACCOUNT, running);
        if (cause == null) {
            out.send(line);
        } else {
            cause.afterwards(line);
        }
    }

    /** Somebody has a nick that the client monitors, or nobody has it any more. */
    void monitored(Input.Monitored what, Outbox out, long nowMillis) {
        String server = context.settings().server().value();
        Person person = what.person();
        Line line = person == null
                ? Numeric.RPL_MONOFFLINE.lineWithText(
                        server, client.name(), what.nick().value())
                : Numeric.RPL_MONONLINE.lineWithText(
                        server, client.name(), person.source().text());
        out.send(client.has(Capability.SERVER_TIME) ? line.withTag("time", Timestamp.format(nowMillis)) : line);
        if (person != null) {
            tellChanges(Metadata.NONE, person.nick().value(), person.metadata(), out, nowMillis);
        }
    }

    private List<Line> changeLines(PresenceEvent.Changed changed) {
        Person now = changed.now();
        return switch (changed.what()) {
            case NICK -> List.of(Line.of("NICK", now.nick().value()));
            case ACCOUNT -> client.has(Capability.ACCOUNT_NOTIFY) ? List.of(accountLine(now)) : List.of();
            case REALNAME -> client.has(Capability.SETNAME) ? List.of(Line.of("SETNAME", now.realname())) : List.of();
            case MODES ->
                List.of(Line.of(
                        "MODE",
                        now.nick().value(),
                        now.modes().since(changed.before().modes())));
            // who it is that is away is answered by a numeric; the other devices see it in WHOIS
            case AWAY, METADATA, SESSIONS -> List.of();
        };
    }

    private static Line accountLine(Person now) {
        String account = now.account();
        return Line.of("ACCOUNT", account == null ? "*" : account);
    }

    private static @Nullable Exchange cause(PresenceEvent.What what, Collection<Exchange> running) {
        for (Exchange exchange : running) {
            if (exchange.expects(what)) {
                return exchange;
            }
        }
        return null;
    }

    private static void send(Line line, @Nullable Exchange cause, Outbox out) {
        if (cause == null) {
            out.send(line);
        } else {
            cause.event(line);
        }
    }
}
