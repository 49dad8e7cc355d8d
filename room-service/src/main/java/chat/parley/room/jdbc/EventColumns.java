package chat.parley.room.jdbc;

import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRank;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import chat.parley.room.model.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an event stands in the columns {@code kind, body, detail} of its row. The numbers and forms never change. */
final class EventColumns {
    /** The highest kind that is something said for people to read. */
    static final int LAST_SAID = 1;

    private static final int PRIVMSG = 0;
    private static final int NOTICE = 1;
    private static final int TAGMSG = 2;
    private static final int JOIN = 3;
    private static final int PART = 4;
    private static final int KICK = 5;
    private static final int MODES = 6;
    private static final int TOPIC = 7;
    private static final int INVITE = 8;
    private static final int KNOCK = 9;
    private static final int REDACTION = 10;
    static final int REDACTED = 11;
    private static final int RENAME = 12;
    private static final int DESCRIBED = 16;

    /** From here on what was said to those of a rank: three kinds for each rank, the lowest first. */
    private static final int TO_RANK = 20;

    private static final int KINDS_A_RANK = 3;

    private EventColumns() {}

    static int kind(Change change) {
        return switch (change) {
            case Change.Message message -> kind(message.kind(), message.to());
            case Change.Described _described -> DESCRIBED;
            case Change.Rename _rename -> RENAME;
            case Change.Redaction _redaction -> REDACTION;
            case Change.Redacted _redacted -> REDACTED;
            case Change.Join _join -> JOIN;
            case Change.Part _part -> PART;
            case Change.Kick _kick -> KICK;
            case Change.Modes _modes -> MODES;
            case Change.Topic _topic -> TOPIC;
            case Change.Invite _invite -> INVITE;
            case Change.Knock _knock -> KNOCK;
        };
    }

    private static int kind(MessageKind kind, @Nullable RoomRank to) {
        int toAll = switch (kind) {
            case PRIVMSG -> PRIVMSG;
            case NOTICE -> NOTICE;
            case TAGMSG -> TAGMSG;
        };
        return to == null ? toAll : firstTo(to) + toAll;
    }

    private static int firstTo(RoomRank rank) {
        return switch (rank) {
            case VOICE -> TO_RANK;
            case HALFOP -> TO_RANK + KINDS_A_RANK;
            case OPERATOR -> TO_RANK + 2 * KINDS_A_RANK;
        };
    }

    /** Whether an event of this kind has a text that can be looked for, in SQL. */
    static final String IS_SEARCHABLE = "(kind <= " + LAST_SAID + " OR (kind >= " + TO_RANK + " AND (kind - " + TO_RANK
            + ") % " + KINDS_A_RANK + " <> " + TAGMSG + "))";

    /** Whether this is something said for people to read, by which it may be found again. */
    static boolean isSearchable(Change change) {
        return change instanceof Change.Message message && message.kind() != MessageKind.TAGMSG;
    }

    /** Whether an event of this kind can be taken back. */
    static boolean isRedactable(int kind) {
        return kind <= TAGMSG || kind >= TO_RANK;
    }

    /** What a query says to read these alone, from {@code AND} on. */
    static String condition(Shown shown) {
        return switch (shown) {
            case Shown.Everything _everything -> "";
            case Shown.ToReader reader -> {
                String toAll = reader.events()
                        ? "kind < " + TO_RANK + " AND kind NOT IN (" + INVITE + ", " + KNOCK + ", " + REDACTED + ", "
                                + DESCRIBED + ")"
                        : "kind <= " + LAST_SAID;
                RoomRank upTo = reader.upTo();
                if (upTo == null) {
                    yield " AND " + toAll;
                }
                String toRanks = "kind BETWEEN " + TO_RANK + " AND " + (firstTo(upTo) + TAGMSG);
                if (!reader.events()) {
                    toRanks += " AND (kind - " + TO_RANK + ") % " + KINDS_A_RANK + " <> " + TAGMSG;
                }
                yield " AND (" + toAll + " OR (" + toRanks + "))";
            }
        };
    }

    static @Nullable String body(Change change) {
        return switch (change) {
            case Change.Message message -> message.text();
            case Change.Join _join -> null;
            case Change.Part part -> part.reason();
            case Change.Kick kick -> kick.reason();
            case Change.Modes _modes -> null;
            case Change.Topic topic -> topic.text();
            case Change.Rename rename -> rename.reason();
            case Change.Redaction redaction -> redaction.reason();
            case Change.Redacted _redacted -> null;
            case Change.Described _described -> null;
            case Change.Invite _invite -> null;
            case Change.Knock _knock -> null;
        };
    }

    static @Nullable String detail(Change change) {
        return switch (change) {
            case Change.Message message -> message.clientTags().isEmpty() ? null : tags(message.clientTags());
            case Change.Kick kick -> kick.target().text() + ' ' + kick.nick().value();
            case Change.Modes modes -> modes(modes.changes());
            case Change.Join _join -> null;
            case Change.Part _part -> null;
            case Change.Topic _topic -> null;
            case Change.Rename rename ->
                rename.before().value() + ' ' + rename.now().value();
            case Change.Described described -> DescribedText.of(described);
            case Change.Redaction redaction -> Long.toString(redaction.target());
            case Change.Redacted _redacted -> null;
            case Change.Invite invite ->
                invite.target().text() + ' ' + invite.nick().value();
            case Change.Knock _knock -> null;
        };
    }

    static Event event(
            long sequence,
            long timeMillis,
            int kind,
            String person,
            String source,
            @Nullable String account,
            @Nullable String body,
            @Nullable String detail) {
        Author author = new Author(PersonId.parse(person), Source.parse(source), account);
        return new Event(sequence, timeMillis, author, null, change(kind, body, detail));
    }

    private static Change change(int kind, @Nullable String body, @Nullable String detail) {
        return switch (kind) {
            case PRIVMSG -> message(MessageKind.PRIVMSG, body, detail, null);
            case NOTICE -> message(MessageKind.NOTICE, body, detail, null);
            case TAGMSG -> message(MessageKind.TAGMSG, body, detail, null);
            case REDACTION -> new Change.Redaction(Long.parseLong(Objects.requireNonNull(detail)), body);
            case REDACTED -> new Change.Redacted();
            case DESCRIBED -> DescribedText.parse(Objects.requireNonNull(detail));
            case RENAME -> rename(Objects.requireNonNull(detail), Objects.requireNonNull(body));
            case JOIN -> new Change.Join();
            case PART -> new Change.Part(body);
            case KICK -> kick(Objects.requireNonNull(detail), body);
            case MODES -> new Change.Modes(modes(Objects.requireNonNull(detail)));
            case INVITE -> invite(Objects.requireNonNull(detail));
            case KNOCK -> new Change.Knock();
            case TOPIC -> new Change.Topic(Objects.requireNonNull(body));
            default -> toRank(kind, body, detail);
        };
    }

    private static Change toRank(int kind, @Nullable String body, @Nullable String detail) {
        for (RoomRank rank : RoomRank.values()) {
            for (MessageKind said : MessageKind.values()) {
                if (kind(said, rank) == kind) {
                    return message(said, body, detail, rank);
                }
            }
        }
        throw new IllegalStateException("a stored event of a kind that is not known: " + kind);
    }

    private static Change message(
            MessageKind kind, @Nullable String body, @Nullable String detail, @Nullable RoomRank to) {
        Tags tags = detail == null ? Tags.EMPTY : Objects.requireNonNull(Tags.parse(detail));
        return new Change.Message(kind, Objects.requireNonNull(body), tags, to);
    }

    private static Change kick(String detail, @Nullable String reason) {
        int space = detail.indexOf(' ');
        return new Change.Kick(
                PersonId.parse(detail.substring(0, space)), new Nickname(detail.substring(space + 1)), reason);
    }

    private static Change rename(String detail, String reason) {
        int space = detail.indexOf(' ');
        return new Change.Rename(
                new RoomName(detail.substring(0, space)), new RoomName(detail.substring(space + 1)), reason);
    }

    private static Change invite(String detail) {
        int space = detail.indexOf(' ');
        return new Change.Invite(PersonId.parse(detail.substring(0, space)), new Nickname(detail.substring(space + 1)));
    }

    private static String tags(Tags tags) {
        StringBuilder text = new StringBuilder();
        tags.forEach((key, value) -> {
            if (!text.isEmpty()) {
                text.append(';');
            }
            text.append(key).append('=').append(Tags.escape(value));
        });
        return text.toString();
    }

    /** A line for each: sign and letter, the person, and the argument; neither of those has a space in it. */
    private static String modes(List<ModeChange> changes) {
        StringBuilder text = new StringBuilder();
        for (ModeChange change : changes) {
            PersonId person = change.person();
            String argument = change.argument();
            text.append(text.isEmpty() ? "" : "\n")
                    .append(change.add() ? '+' : '-')
                    .append(change.letter())
                    .append(' ')
                    .append(person == null ? "" : person.text())
                    .append(' ')
                    .append(argument == null ? "" : argument);
        }
        return text.toString();
    }

    private static List<ModeChange> modes(String text) {
        List<ModeChange> changes = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split(" ", 3);
            changes.add(new ModeChange(
                    parts[0].charAt(0) == '+',
                    parts[0].charAt(1),
                    parts[2].isEmpty() ? null : parts[2],
                    parts[1].isEmpty() ? null : PersonId.parse(parts[1])));
        }
        return changes;
    }
}
