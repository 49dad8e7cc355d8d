package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.UserModes;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineLimits;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.message.Ctcp;
import chat.parley.protocol.message.MultilineText;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.services.Service;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Exchange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PRIVMSG, NOTICE and TAGMSG have in common: one message on its way to one or several targets. */
final class Saying {
    private static final int MAX_UTF8_BYTES_A_CHAR = 3;
    /** What stands in a message beside source, target and text: colons, spaces, the command and the line's end. */
    private static final int FRAME_BYTES = 16;

    private final Exchange exchange;
    private final Client client;
    private final MessageKind kind;
    private final String text;
    private final Tags clientTags;
    private @Nullable Nonce nonce;

    private Saying(Exchange exchange, MessageKind kind, String text) {
        this.exchange = exchange;
        this.client = exchange.client();
        this.kind = kind;
        this.text = text;
        this.clientTags =
                client.has(Capability.MESSAGE_TAGS) ? exchange.line().tags().clientOnly() : Tags.EMPTY;
    }

    /** Says it to everyone that the first parameter names. */
    static void run(Exchange exchange, MessageKind kind) {
        var saying = new Saying(exchange, kind, exchange.optionalOrEmpty(1));
        Set<String> targets = targets(exchange.optionalOrEmpty(0));
        if (targets.isEmpty()) {
            saying.errorWithText(Numeric.ERR_NORECIPIENT, Numeric.ERR_NORECIPIENT.text(kind.name()));
        } else if (kind != MessageKind.TAGMSG && saying.text.isEmpty()) {
            saying.error(Numeric.ERR_NOTEXTTOSEND);
        } else if (targets.size() > exchange.limits().targets()) {
            saying.errorWithText(
                    Numeric.ERR_TOOMANYTARGETS,
                    "Too many targets: " + exchange.limits().targets() + " at most",
                    targets.iterator().next());
        } else if (saying.hasGoodNonce(targets.iterator().next()) && !saying.isEmpty()) {
            if (targets.size() > 1) {
                exchange.expectMany();
            }
            targets.forEach(saying::to);
        }
    }

    private static Set<String> targets(String names) {
        if (!names.isEmpty() && names.indexOf(',') < 0) {
            return Set.of(names);
        }
        Set<String> targets = new LinkedHashSet<>(List.of(names.split(",", -1)));
        targets.remove("");
        return targets;
    }

    private boolean hasGoodNonce(String target) {
        String given = exchange.line().tags().get(Nonce.TAG);
        if (given == null || !client.has(Capability.NONCE)) {
            return true;
        }
        return switch (Nonce.parse(given)) {
            case Validated.Valid<Nonce> valid -> {
                nonce = valid.value();
                yield true;
            }
            case Validated.Invalid<Nonce> invalid -> {
                exchange.failWithText(FailCode.INVALID_NONCE, "The nonce " + invalid.reason(), target);
                yield false;
            }
        };
    }

    /** A TAGMSG says nothing but its tags. */
    private boolean isEmpty() {
        return kind == MessageKind.TAGMSG && clientTags.isEmpty();
    }

    private void to(String target) {
        if (isTooLong(target)) {
            errorWithText(Numeric.ERR_INPUTTOOLONG, "Message is too long to be passed on");
        } else if (RoomName.looksLikeRoom(withoutPrefixes(target))) {
            toRoom(target);
        } else if (Nickname.parse(target) instanceof Validated.Valid<Nickname> nick) {
            toPerson(nick.value());
        } else {
            error(Numeric.ERR_NOSUCHNICK, target);
        }
    }

    private void toRoom(String target) {
        String name = withoutPrefixes(target);
        if (RoomName.parse(name) instanceof Validated.Valid<RoomName> room) {
            RoomRank to = lowest(target.substring(0, target.length() - name.length()));
            say(new Target.ToRoom(room.value(), to), room.value().value(), null);
        } else {
            error(Numeric.ERR_NOSUCHCHANNEL, target);
        }
    }

    /** The target without what says that it is for some members only (STATUSMSG). */
    private static String withoutPrefixes(String target) {
        int begin = 0;
        while (begin < target.length() && RoomRank.ofPrefix(target.charAt(begin)) != null) {
            begin++;
        }
        return target.substring(begin);
    }

    /** Of several prefixes the lowest counts, for it means those above as well. */
    private static @Nullable RoomRank lowest(String prefixes) {
        RoomRank lowest = null;
        for (int i = 0; i < prefixes.length(); i++) {
            RoomRank rank = RoomRank.ofPrefix(prefixes.charAt(i));
            if (rank != null && (lowest == null || rank.compareTo(lowest) < 0)) {
                lowest = rank;
            }
        }
        return lowest;
    }

    /** What is passed on has the sender's source before it, and must still fit into a line. */
    private boolean isTooLong(String target) {
        String source = client.me().source().text();
        int atMost = MAX_UTF8_BYTES_A_CHAR * (source.length() + target.length() + text.length()) + FRAME_BYTES;
        if (atMost <= LineLimits.STANDARD_BODY_BYTES) {
            return false;
        }
        return MultilineText.pieces(text).stream().anyMatch(piece -> isTooLong(source, target, piece.text()));
    }

    private boolean isTooLong(String source, String target, String piece) {
        Line line = kind == MessageKind.TAGMSG
                ? Line.of(kind.name(), Line.inTheMiddle(target))
                : Line.of(kind.name(), Line.inTheMiddle(target), piece);
        var writer = new LineWriter();
        writer.lineWithTrailing(line.withSource(source));
        return writer.length() > LineLimits.STANDARD_BODY_BYTES;
    }

    private void toPerson(Nickname nick) {
        Service service = Service.ofNick(nick);
        if (service != null) {
            toService(service);
            return;
        }
        Person person = exchange.views().presence().byNick(nick);
        if (person != null) {
            toPresent(person);
            return;
        }
        exchange.ask(
                new AccountRequest.FindAccount(nick.value()),
                found -> found.ifPresentOrElse(
                        account -> {
                            var id = new PersonId.OfAccount(account.id());
                            Person here = exchange.views().presence().byId(id);
                            say(
                                    new Target.ToPerson(id, account.nick()),
                                    account.nick().value(),
                                    here);
                        },
                        () -> error(Numeric.ERR_NOSUCHNICK, nick.value())),
                failure -> failed(neverSaid(failure), nick.value()));
    }

    /** What is said to the service goes nowhere but back to who said it. */
    private void toService(Service service) {
        if (kind == MessageKind.TAGMSG) {
            return;
        }
        // it takes one line; several are as good as one
        String line = MultilineText.plain(text).replace('\n', ' ');
        if (client.has(Capability.ECHO_MESSAGE) && !MultilineText.isMultiline(text)) {
            exchange.send(Line.of(kind.name(), service.called(), line)
                    .withSource(client.me().source().text()));
        }
        if (kind == MessageKind.PRIVMSG) {
            service.hear(exchange, line);
        }
    }

    /**
     * Mode T keeps away what is meant for programs. Mode R keeps those away who are no account, unless they are accepted; who writes to
     * somebody accepts the answer.
     */
    private void toPresent(Person person) {
        Person me = client.me();
        if (me.modes().has(UserModes.REGISTERED_ONLY) && person.account() == null) {
            exchange.ask(new PresenceRequest.Accept(me.id(), person.id(), true), _done -> {}, _failure -> {});
        }
        var target = new Target.ToPerson(person.id(), person.nick());
        String name = person.nick().value();
        if (person.modes().has(UserModes.NO_CTCP) && !person.id().equals(me.id()) && Ctcp.isForPrograms(text)) {
            errorWithText(Numeric.ERR_CANTSENDTOUSER, "They take no CTCP (+T)", name);
            return;
        }
        boolean guarded = person.modes().has(UserModes.REGISTERED_ONLY)
                && client.account() == null
                && !person.id().equals(me.id());
        if (!guarded) {
            say(target, name, person);
            return;
        }
        exchange.ask(
                new PresenceRequest.Accepts(person.id(), me.id()),
                accepted -> {
                    if (accepted) {
                        say(target, name, person);
                    } else {
                        errorWithText(
                                Numeric.ERR_NEEDREGGEDNICK, "They take private messages from accounts only (+R)", name);
                    }
                },
                failure -> failed(neverSaid(failure), name));
    }

    /** Who is meant could not be found out, so that nothing was said: that much is certain. */
    private static Failure neverSaid(Failure failure) {
        return failure instanceof Failure.Unavailable unavailable
                ? new Failure.Unavailable(true, unavailable.text())
                : failure;
    }

    private void say(Target target, String name, @Nullable Person person) {
        boolean tellAway = kind == MessageKind.PRIVMSG && person != null && person.away() != null;
        if (tellAway) {
            exchange.expectMany();
        }
        var account = client.account();
        TagsAlong along = TagsAlong.of(exchange, kind, target, clientTags);
        if (kind == MessageKind.TAGMSG && along.tags().isEmpty()) {
            return;
        }
        Tags tags = client.me().isBot() ? along.tags().with("bot", "") : along.tags();
        if (kind != MessageKind.TAGMSG) {
            client.spoke(exchange.nowMillis());
        }
        exchange.ask(
                new RoomRequest.Say(
                        target,
                        client.author(),
                        account == null ? null : account.id(),
                        exchange.origin(),
                        nonce,
                        kind,
                        text,
                        tags,
                        along.stored()),
                accepted -> {
                    if (accepted.repeated() || isFromOutside(target)) {
                        echo(accepted, target, tags);
                    }
                    if (tellAway) {
                        tellAway(person);
                    }
                },
                failure -> failed(failure, name));
    }

    /** The event need not come here: the sender is not in the room. */
    private boolean isFromOutside(Target target) {
        if (!(target instanceof Target.ToRoom room)) {
            return false;
        }
        return !client.isMemberOf(exchange.views().room(room.name()));
    }

    /** The sender alone is told where it stands. */
    private void echo(Accepted accepted, Target target, Tags tags) {
        if (!client.has(Capability.ECHO_MESSAGE)
                || !exchange.echoesFirst(accepted.conversation().id())) {
            return;
        }
        Event event = new Event(
                accepted.sequence(),
                accepted.timeMillis(),
                client.author(),
                exchange.origin(),
                new Change.Message(kind, text, tags, target instanceof Target.ToRoom room ? room.to() : null));
        exchange.events()
                .print(
                        accepted.conversation(),
                        event,
                        client.person(),
                        client.capabilities().effective())
                .forEach(exchange::send);
    }

    private void tellAway(@Nullable Person person) {
        if (person != null && person.away() != null) {
            exchange.replyWithText(
                    Numeric.RPL_AWAY, person.away(), person.nick().value());
        }
    }

    private void failed(Failure failure, String about) {
        switch (failure) {
            case Failure.Unavailable unavailable -> exchange.failed(unavailable, about);
            case Failure.Bug bug -> exchange.failed(bug, about);
            case Failure.Rejected rejected -> {
                if (mayAnswer()) {
                    exchange.failed(rejected, about);
                }
            }
            case Failure.Denied denied -> {
                if (mayAnswer()) {
                    exchange.failed(denied, about);
                }
            }
        }
    }

    private void error(Numeric numeric, String... about) {
        if (mayAnswer()) {
            exchange.reply(numeric, about);
        }
    }

    private void errorWithText(Numeric numeric, String text, String... about) {
        if (mayAnswer()) {
            exchange.replyWithText(numeric, text, about);
        }
    }

    /** A NOTICE is never answered, lest two programs answer each other for ever; who labels or marks it wants an answer. */
    private boolean mayAnswer() {
        return kind != MessageKind.NOTICE || exchange.hasLabel() || nonce != null;
    }
}
