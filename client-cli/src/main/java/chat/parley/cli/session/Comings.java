package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who comes, goes, and changes something: JOIN, PART, KICK, QUIT, NICK, TOPIC, MODE, INVITE. */
final class Comings {

    private final State state;
    private final History history;
    private @Nullable Place wanted;

    Comings(State state, History history) {
        this.state = state;
        this.history = history;
    }

    /** The room that the user has asked to enter, and that becomes the current one when that has happened. */
    void want(@Nullable Place room) {
        wanted = room;
    }

    /** Takes a line. False if it is of another kind. */
    boolean on(Turn turn, Line line) {
        String source = line.source();
        String who = source == null ? "" : Source.parse(source).name();
        Instant time = Sayings.time(line, turn.now());
        switch (line.command()) {
            case "JOIN" -> join(turn, line, who, time);
            case "PART" -> part(turn, line, who, time);
            case "KICK" -> kick(turn, line, who, time);
            case "QUIT" -> quit(turn, line, who, time);
            case "NICK" -> nick(turn, line, who, time);
            case "TOPIC" -> topic(turn, line, who, time);
            case "MODE" -> mode(turn, line, who, time);
            case "INVITE" ->
                turn.info(who + " invites you to " + line.paramOr(1, "a room") + ": /join " + line.paramOr(1, ""));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void join(Turn turn, Line line, String who, Instant time) {
        Place room = Place.parse(line.paramOr(0, ""));
        if (room == null) {
            return;
        }
        Conversation conversation = state.places.at(room);
        conversation.enter(who);
        if (!state.isSelf(who)) {
            String realName = line.paramOr(2, "");
            boolean named = !realName.isBlank() && !realName.equalsIgnoreCase(who);
            tell(turn, conversation, who, (named ? "(" + realName + ") " : "") + "joined", time);
            return;
        }
        boolean again = conversation.joined();
        conversation.joined(true);
        conversation.enter(who);
        Conversation current = state.places.current();
        if (room.equals(wanted)) {
            wanted = null;
            state.enter(turn, conversation);
        } else if (current == null) {
            state.enter(turn, conversation);
        }
        if (!again) {
            history.joined(turn, conversation);
        }
    }

    private void part(Turn turn, Line line, String who, Instant time) {
        Conversation conversation = room(line.paramOr(0, ""));
        if (conversation == null) {
            return;
        }
        if (state.isSelf(who)) {
            turn.info("You left " + conversation.place().shown() + ".");
            close(turn, conversation);
        } else if (conversation.leave(who)) {
            tell(turn, conversation, who, "left" + because(line.paramOr(1, "")), time);
        }
    }

    private void kick(Turn turn, Line line, String who, Instant time) {
        Conversation conversation = room(line.paramOr(0, ""));
        String whom = line.paramOr(1, "");
        if (conversation == null) {
            return;
        }
        if (state.isSelf(whom)) {
            turn.trouble(
                    who + " removed you from " + conversation.place().shown() + because(line.paramOr(2, "")) + ".");
            close(turn, conversation);
        } else if (conversation.leave(whom)) {
            state.present(
                    turn,
                    conversation,
                    new Event.Happened(
                            conversation.place(), whom, "was removed by " + who + because(line.paramOr(2, "")), time));
        }
    }

    private void close(Turn turn, Conversation conversation) {
        boolean wasCurrent = conversation == state.places.current();
        state.places.close(conversation.place());
        Conversation current = state.places.current();
        if (wasCurrent && current != null) {
            state.enter(turn, current);
        }
    }

    private void quit(Turn turn, Line line, String who, Instant time) {
        boolean told = false;
        for (Conversation conversation : state.places.rooms()) {
            boolean many = conversation.peopleCount() > state.settings.quietAbove();
            if (conversation.leave(who) && !many && !(told && state.isVisible(conversation))) {
                told |= state.isVisible(conversation);
                state.present(
                        turn,
                        conversation,
                        new Event.Happened(
                                conversation.place(), who, "went offline" + because(line.paramOr(0, "")), time));
            }
        }
    }

    private void nick(Turn turn, Line line, String who, Instant time) {
        String now = line.paramOr(0, "");
        if (now.isEmpty()) {
            return;
        }
        boolean self = state.isSelf(who);
        if (self) {
            state.nick = now;
            turn.info("You are called " + now + " from now on.");
        }
        boolean told = self;
        for (Conversation conversation : state.places.rooms()) {
            if (conversation.leave(who)) {
                conversation.enter(now);
                if (!told && state.isVisible(conversation)) {
                    told = true;
                    tell(turn, conversation, who, "is called " + now + " from now on", time);
                }
            }
        }
    }

    private void topic(Turn turn, Line line, String who, Instant time) {
        Conversation conversation = room(line.paramOr(0, ""));
        if (conversation != null) {
            String topic = line.paramOr(1, "");
            conversation.topic(topic);
            String words = topic.isEmpty() ? "took the topic away" : "changed the topic to: " + topic;
            state.present(turn, conversation, new Event.Happened(conversation.place(), who, words, time));
        }
    }

    private void mode(Turn turn, Line line, String who, Instant time) {
        Conversation conversation = room(line.paramOr(0, ""));
        if (conversation == null) {
            return;
        }
        String whom = line.paramOr(2, "");
        String words = switch (line.paramOr(1, "")) {
            case "+o" -> "made " + whom + " an operator";
            case "-o" -> "took operator status from " + whom;
            case "+v" -> "gave " + whom + " a voice";
            case "-v" -> "took the voice from " + whom;
            case "+b" -> "banned " + whom;
            case "-b" -> "lifted the ban on " + whom;
            case "+i" -> "opened the room to invited people only";
            case "-i" -> "opened the room to everyone";
            case "+m" -> "lets only people with a voice speak";
            case "-m" -> "lets everyone speak";
            default ->
                "changed the room's mode: " + String.join(" ", line.params().subList(1, line.paramCount()));
        };
        state.present(turn, conversation, new Event.Happened(conversation.place(), who, words, time));
    }

    /** Tells who comes and goes, but not in a room with so many that nobody could read anything else. */
    private void tell(Turn turn, Conversation conversation, String who, String words, Instant time) {
        if (conversation.peopleCount() <= state.settings.quietAbove()) {
            state.present(turn, conversation, new Event.Happened(conversation.place(), who, words, time));
        }
    }

    private @Nullable Conversation room(String name) {
        Place place = Place.parse(name);
        return place == null || !place.isRoom() ? null : state.places.find(place);
    }

    private static String because(String reason) {
        return reason.isBlank() ? "" : " (" + reason + ")";
    }
}
