package chat.parley.relay.command;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.ModeChange;
import chat.parley.protocol.Validated;
import chat.parley.protocol.name.BanMask;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;
import chat.parley.relay.view.RoomView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a MODE with the arguments that go with them. What cannot be is answered at once and left out.
 *
 * @param lists the letters of the lists that were asked for, each once
 */
record ModeArguments(List<ModeChange> changes, Set<Character> lists) {
    private static final int MAX_KEY_CHARACTERS = 32;
    private static final int MAX_LIMIT_DIGITS = 9;

    static ModeArguments parse(Exchange exchange, RoomName room, String letters) {
        return new Reader(exchange, room).read(letters);
    }

    private static final class Reader {
        private final Exchange exchange;
        private final RoomName room;
        private final List<ModeChange> changes = new ArrayList<>();
        private int next = 2;
        private int taken;
        private final Set<Character> lists = new LinkedHashSet<>();

        Reader(Exchange exchange, RoomName room) {
            this.exchange = exchange;
            this.room = room;
        }

        ModeArguments read(String letters) {
            boolean add = true;
            for (int i = 0; i < letters.length(); i++) {
                char letter = letters.charAt(i);
                switch (letter) {
                    case '+' -> add = true;
                    case '-' -> add = false;
                    case 'o', 'h', 'v' -> rank(add, letter);
                    case 'k' -> key(add);
                    case 'l' -> limit(add);
                    case 'b', 'e', 'I' -> list(add, letter);
                    default -> flag(add, letter);
                }
            }
            return new ModeArguments(changes, lists);
        }

        /** The next argument; null when there is none, or when so many were taken as one MODE may have. */
        private @Nullable String argument() {
            String argument = taken < Welcome.MODES_A_LINE ? exchange.optional(next) : null;
            if (argument != null) {
                next++;
                taken++;
            }
            return argument;
        }

        private void flag(boolean add, char letter) {
            if (Welcome.ROOM_FLAGS.indexOf(letter) >= 0) {
                changes.add(new ModeChange(add, letter, null, null));
            } else {
                exchange.reply(Numeric.ERR_UNKNOWNMODE, String.valueOf(letter));
            }
        }

        private void list(boolean add, char letter) {
            String text = argument();
            if (text == null) {
                lists.add(letter);
                return;
            }
            switch (BanMask.parse(text)) {
                case Validated.Valid<BanMask>(BanMask mask) ->
                    changes.add(new ModeChange(add, letter, mask.text(), null));
                case Validated.Invalid<BanMask>(String reason) ->
                    exchange.replyWithText(
                            Numeric.ERR_INVALIDMODEPARAM,
                            "The mask " + reason,
                            room.value(),
                            String.valueOf(letter),
                            Cut.toBytes(text, BanMask.MAX_BYTES));
            }
        }

        private void rank(boolean add, char letter) {
            String text = argument();
            if (text == null) {
                exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
                return;
            }
            Person person = Nickname.parse(text) instanceof Validated.Valid<Nickname> nick
                    ? exchange.views().presence().byNick(nick.value())
                    : null;
            RoomView view = exchange.views().room(room);
            if (person == null) {
                exchange.reply(Numeric.ERR_NOSUCHNICK, text);
            } else if (view != null && !view.isMember(person.id())) {
                exchange.reply(Numeric.ERR_USERNOTINCHANNEL, person.nick().value(), room.value());
            } else {
                changes.add(new ModeChange(add, letter, person.nick().value(), person.id()));
            }
        }

        private void key(boolean add) {
            String key = argument();
            if (!add) {
                changes.add(new ModeChange(false, 'k', "*", null));
            } else if (key == null) {
                exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            } else if (isKey(key)) {
                changes.add(new ModeChange(true, 'k', key, null));
            } else {
                invalid('k', "A key has 1 to " + MAX_KEY_CHARACTERS + " characters without spaces and commas");
            }
        }

        private static boolean isKey(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_KEY_CHARACTERS
                    && text.charAt(0) != ':'
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
        }

        private void limit(boolean add) {
            if (!add) {
                changes.add(new ModeChange(false, 'l', null, null));
                return;
            }
            String text = argument();
            if (text == null) {
                exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
            } else if (isNumber(text)) {
                changes.add(new ModeChange(true, 'l', Integer.toString(Integer.parseInt(text)), null));
            } else {
                invalid('l', "A limit is a number from 1 to 999999999");
            }
        }

        private static boolean isNumber(String text) {
            return !text.isEmpty()
                    && text.length() <= MAX_LIMIT_DIGITS
                    && text.chars().allMatch(c -> c >= '0' && c <= '9')
                    && Integer.parseInt(text) > 0;
        }

        private void invalid(char letter, String why) {
            exchange.replyWithText(Numeric.ERR_INVALIDMODEPARAM, why, room.value(), String.valueOf(letter), "*");
        }
    }
}
