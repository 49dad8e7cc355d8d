package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out what the user wants, but for leaving, which is {@link Session}'s. */
final class Requests {

    private final State state;
    private final Outbox outbox;
    private final History history;
    private final Comings comings;
    private final Deferred deferred;

    Requests(State state, Outbox outbox, History history, Comings comings, Deferred deferred) {
        this.deferred = deferred;
        this.state = state;
        this.outbox = outbox;
        this.history = history;
        this.comings = comings;
    }

    void on(Turn turn, Request request) {
        switch (request) {
            case Request.Say say -> say(turn, say);
            case Request.Join join -> join(turn, join);
            case Request.Part part -> part(turn, part);
            case Request.Switch one -> switchTo(turn, one.place());
            case Request.SwitchTo one -> switchTo(turn, state.places.numbered(one.number()), "number " + one.number());
            case Request.Names names -> names(turn, names);
            case Request.Topic topic -> topic(turn, topic);
            case Request.History past -> past(turn, past);
            case Request.Away away -> away(turn, away);
            case Request.Who who -> who(turn, who);
            case Request.Invite invite ->
                inRoom(
                        turn,
                        invite.room(),
                        room -> Line.of("INVITE", invite.person().name(), room));
            case Request.Kick kick ->
                inRoom(turn, null, room -> {
                    Line line = Line.of("KICK", room, kick.person().name());
                    return kick.reason().isBlank() ? line : line.withParam(kick.reason());
                });
            case Request.Mode mode -> inRoom(turn, mode.room(), room -> mode(room, mode.words()));
            case Request.Ask ask -> ask(turn, ask.line());
            case Request.Quit quit -> {}
        }
    }

    private void say(Turn turn, Request.Say say) {
        Conversation current = state.places.current();
        Addressee to = say.to() == null && current != null ? Addressee.everyone(current.place()) : say.to();
        if (to == null) {
            turn.trouble("You are in no room. /join #name enters one, @name text writes to one person.");
        } else if (!say.text().isBlank()) {
            outbox.say(turn, to, say.text(), say.action());
        }
    }

    private void join(Turn turn, Request.Join join) {
        Conversation known = state.places.find(join.room());
        if (known != null && known.joined()) {
            state.enter(turn, known);
            return;
        }
        if (isOnline(turn)) {
            comings.want(join.room());
            String key = join.key();
            Line line = Line.of("JOIN", join.room().name());
            turn.send(key == null ? line : line.withParam(key));
            deferred.begin(turn.now());
            turn.send("PING", Deferred.BARRIER);
        }
    }

    private void part(Turn turn, Request.Part part) {
        Conversation there = at(turn, part.place());
        if (there == null) {
            return;
        }
        if (there.place().isRoom()) {
            Line line = Line.of("PART", there.place().name());
            ask(turn, part.reason().isBlank() ? line : line.withParam(part.reason()));
        } else {
            boolean wasCurrent = there == state.places.current();
            state.places.close(there.place());
            Conversation current = state.places.current();
            if (wasCurrent && current != null) {
                state.enter(turn, current);
            }
        }
    }

    private void switchTo(Turn turn, Place place) {
        boolean opened = !place.isRoom() && state.places.find(place) == null;
        switchTo(turn, place.isRoom() ? state.places.find(place) : state.places.at(place), place.shown());
        if (opened && state.online) {
            history.opened(turn, state.places.at(place));
        }
    }

    private void switchTo(Turn turn, @Nullable Conversation conversation, String called) {
        if (conversation == null) {
            turn.trouble("You are not in " + called + ". /join enters a room.");
        } else {
            state.enter(turn, conversation);
        }
    }

    private void names(Turn turn, Request.Names names) {
        Place room = names.room();
        Conversation there = room == null ? state.places.current() : state.places.find(room);
        if (there == null) {
            turn.trouble(room == null ? "You are in no room." : "You are not in " + room.shown() + ".");
        } else if (there.place().isRoom()) {
            there.namesShown(true);
            ask(turn, Line.of("NAMES", there.place().name()));
        } else {
            turn.info("You and " + there.place().name() + ".");
        }
    }

    private void topic(Turn turn, Request.Topic topic) {
        Conversation there = at(turn, topic.room());
        if (there == null) {
            return;
        }
        if (!there.place().isRoom()) {
            turn.trouble("That is for rooms only.");
            return;
        }
        String text = topic.text();
        Line line = Line.of("TOPIC", there.place().name());
        ask(turn, text == null ? line : line.withParam(text));
    }

    private void past(Turn turn, Request.History past) {
        Conversation there = at(turn, past.place());
        if (there != null && isOnline(turn)) {
            history.asked(turn, there, past.count(), past.older());
        }
    }

    private void who(Turn turn, Request.Who who) {
        Conversation there = who.place() == null ? at(turn, null) : null;
        Place asked = there == null ? who.place() : there.place();
        if (asked != null) {
            ask(turn, Line.of("WHO", asked.name()));
        }
    }

    private static Line mode(String room, List<String> words) {
        Line line = Line.of("MODE", room);
        for (String word : words) {
            line = line.withParam(word);
        }
        return line;
    }

    /** Sends a line that is about a room, or about the current one for null. */
    private void inRoom(Turn turn, @Nullable Place room, Function<String, Line> line) {
        Conversation there = at(turn, room);
        if (there != null && !there.place().isRoom()) {
            turn.trouble("That is for rooms only.");
        } else if (there != null) {
            ask(turn, line.apply(there.place().name()));
        }
    }

    private void away(Turn turn, Request.Away away) {
        String reason = away.reason();
        ask(turn, reason == null ? Line.of("AWAY") : Line.of("AWAY", reason));
    }

    private void ask(Turn turn, Line line) {
        if (isOnline(turn)) {
            turn.send(line);
        }
    }

    private boolean isOnline(Turn turn) {
        if (!state.online) {
            turn.trouble("There is no connection just now.");
        }
        return state.online;
    }

    /** The conversation of a place, or the current one for null; null, and a word to the user, if there is none. */
    private @Nullable Conversation at(Turn turn, @Nullable Place place) {
        Conversation there = place == null ? state.places.current() : state.places.find(place);
        if (there == null) {
            turn.trouble(place == null ? "You are in no room." : "You are not in " + place.shown() + ".");
        }
        return there;
    }
}
