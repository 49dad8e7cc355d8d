package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The server's numerics, in words.
 *
 * @see <a href="https://modern.ircdocs.horse/#numerics">Numerics</a>
 */
final class Answers {

    private static final int MOST_ROOMS_LISTED = 200;
    private static final int MOST_NAMES_SHOWN = 200;
    private static final int MOST_NAMES_ON_ARRIVAL = 20;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final State state;
    private int listed;

    Answers(State state) {
        this.state = state;
    }

    /** Takes a numeric. */
    void on(Turn turn, Line line) {
        List<String> params = line.params();
        String first = line.paramOr(1, "");
        String last = params.isEmpty() ? "" : params.get(params.size() - 1);
        switch (line.command()) {
            case "001", "002", "003", "004", "010", "042" -> {}
            case "005" -> state.traits.take(line);
            case "305" -> back(turn);
            case "306" -> away(turn);
            case "301" -> turn.info(first + " is away: " + last);
            case "375", "376", "422", "318", "365", "369" -> {}
            case "372" -> turn.info(last.startsWith("- ") ? last.substring(2) : last);
            case "331" -> topic(turn, first, "");
            case "332" -> topic(turn, first, last);
            case "333", "329", "324", "221" -> modes(turn, line);
            case "353" -> names(line, last);
            case "366" -> namesEnd(turn, first);
            case "321" -> listed = 0;
            case "322" -> listed(turn, line);
            case "323" -> listEnd(turn);
            case "341" -> turn.info(first + " is invited to " + last + ".");
            case "352" -> who(turn, line);
            case "315" -> {}
            case "311", "314" ->
                turn.info(first + " is " + last + " (" + line.paramOr(2, "") + "@" + line.paramOr(3, "") + ")");
            case "312" -> turn.info(first + " is connected to " + line.paramOr(2, ""));
            case "313" -> turn.info(first + " is an operator of this server");
            case "317" -> idle(turn, line);
            case "319" -> turn.info(first + " is in " + last.strip());
            case "330" -> turn.info(first + " is signed in as " + line.paramOr(2, ""));
            case "671" -> turn.info(first + " has a secure connection");
            case "338", "378", "379", "276", "320", "335" -> turn.info(first + " " + last);
            case "900" -> state.account = line.paramOr(2, state.account);
            case "901", "903", "670" -> {}
            default -> other(turn, line);
        }
    }

    private void other(Turn turn, Line line) {
        String error = Words.ofError(line);
        if (line.command().equals("401")) {
            turn.trouble("Nobody called " + line.paramOr(1, "") + " is here just now.");
        } else if (error != null) {
            turn.trouble(error);
        } else if (state.online && line.paramCount() > 1) {
            turn.info(String.join(" ", line.params().subList(1, line.paramCount())));
        }
    }

    private void back(Turn turn) {
        state.away = false;
        turn.info("You are back.");
    }

    private void away(Turn turn) {
        state.away = true;
        turn.info("You are marked as away. /away by itself brings you back.");
    }

    private void topic(Turn turn, String room, String topic) {
        Place place = Place.parse(room);
        Conversation conversation = place == null ? null : state.places.find(place);
        if (conversation != null) {
            conversation.topic(topic);
        }
        if (state.online || (!topic.isEmpty() && conversation == state.places.current())) {
            turn.info(topic.isEmpty() ? room + " has no topic." : "Topic of " + room + ": " + topic);
        }
    }

    private void modes(Turn turn, Line line) {
        if (line.command().equals("324") && state.online) {
            String modes = String.join(" ", line.params().subList(Math.min(2, line.paramCount()), line.paramCount()));
            turn.info("Modes of " + line.paramOr(1, "") + ": " + modes);
        }
    }

    private void names(Line line, String names) {
        Place place = Place.parse(line.paramOr(2, ""));
        Conversation room = place == null ? null : state.places.find(place);
        if (room == null) {
            return;
        }
        room.namesBegin();
        for (String name : names.split(" ", -1)) {
            String bare = Source.parse(name.substring(state.traits.prefixLength(name)))
                    .name();
            if (!bare.isEmpty()) {
                room.enter(bare);
            }
        }
    }

    private void namesEnd(Turn turn, String name) {
        Place place = Place.parse(name);
        Conversation room = place == null ? null : state.places.find(place);
        if (room == null) {
            return;
        }
        room.namesEnd();
        boolean asked = room.namesShown();
        boolean arriving = room == state.places.current() && !room.introduced() && !state.settings.everyPlace();
        room.introduced(true);
        room.namesShown(false);
        if (asked || (arriving && room.peopleCount() <= MOST_NAMES_ON_ARRIVAL)) {
            show(turn, room);
        } else if (arriving) {
            turn.info(room.place().shown() + ", " + room.peopleCount() + " people. /names lists them.");
        }
    }

    /** Shows who is in a room. */
    static void show(Turn turn, Conversation room) {
        List<String> people = room.people();
        int count = people.size();
        String shown = String.join(", ", people.subList(0, Math.min(count, MOST_NAMES_SHOWN)));
        String more = count > MOST_NAMES_SHOWN ? " and " + (count - MOST_NAMES_SHOWN) + " more" : "";
        turn.info(room.place().shown() + ", " + (count == 1 ? "1 person: " : count + " people: ") + shown + more);
    }

    private void listed(Turn turn, Line line) {
        if (++listed <= MOST_ROOMS_LISTED) {
            String topic = line.paramOr(3, "");
            String people = line.paramOr(2, "0");
            turn.info(line.paramOr(1, "") + "  " + people + (people.equals("1") ? " person" : " people")
                    + (topic.isBlank() ? "" : "  " + topic));
        }
    }

    private void listEnd(Turn turn) {
        if (listed == 0) {
            turn.info("There are no rooms. /join #name makes one.");
        } else if (listed > MOST_ROOMS_LISTED) {
            turn.info("… and " + (listed - MOST_ROOMS_LISTED) + " rooms more.");
        }
        listed = 0;
    }

    private static void who(Turn turn, Line line) {
        String last = line.paramOr(7, "");
        int space = last.indexOf(' ');
        String realName = space < 0 ? "" : last.substring(space + 1);
        String nick = line.paramOr(5, "");
        boolean named = !realName.isBlank() && !realName.equalsIgnoreCase(nick);
        boolean away = line.paramOr(6, "").startsWith("G");
        turn.info(nick + (named ? " (" + realName + ")" : "") + (away ? ", away" : ""));
    }

    private static void idle(Turn turn, Line line) {
        String since = "";
        try {
            long signOn = Long.parseLong(line.paramOr(3, ""));
            since = ", here since " + DAY.format(Instant.ofEpochSecond(signOn));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            // A server that says nothing of it.
        }
        try {
            long seconds = Long.parseLong(line.paramOr(2, ""));
            turn.info(line.paramOr(1, "") + " last spoke " + ago(Duration.ofSeconds(seconds)) + since);
        } catch (NumberFormatException e) {
            // Not worth a word.
        }
    }

    private static String ago(Duration time) {
        long minutes = time.toMinutes();
        if (minutes < 1) {
            return "just now";
        }
        if (minutes < 120) {
            return minutes + " min ago";
        }
        return time.toHours() < 48 ? time.toHours() + " h ago" : time.toDays() + " days ago";
    }
}
