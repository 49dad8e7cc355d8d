package chat.parley.relay.classic.model;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The other end of an IRC session, which speaks to a client of the chat room that Parley descends from: what such a client sends
 * becomes lines of IRC, and what the session answers becomes what the client expects to read.
 *
 * <p>A client begins with {@code #r&name&hex&first&last} to register, or {@code #l&name&hex} to sign in, with the SHA-256 of its password in hex; a
 * still older one with its name alone. Then it sends texts. Pure; used by one thread.
 */
public final class ClassicDialogue {
    /** What comes before somebody is in waits; at the bound it is passed over. */
    private static final int MOST_EARLY = 16;

    private static final String SIGN_IN = "#l&";
    private static final String REGISTER = "#r&";
    private static final String QUIT = "#Q";
    private static final String NOT_SENT = "Message not sent.";
    private static final Pattern MENTION = Pattern.compile("(?<!\\S)@(\\S+) ");

    private final @Nullable String lobby;
    private final Deque<String> early = new ArrayDeque<>();
    private List<ClassicStep> steps = new ArrayList<>();
    private State state = State.OUTSIDE;
    private Kind kind = Kind.OLDEST;
    /** As it was given. */
    private String name = "";

    private String nick = "";

    private enum State {
        /** Nothing was asked for, or it was refused. */
        OUTSIDE,
        /** The account is being asked for. */
        SIGNING_IN,
        /** Who it is, is known; the nick is being asked for. */
        ENTERING,
        /** It has a nick, and is being put into the lobby. */
        ARRIVING,
        IN
    }

    private enum Kind {
        SIGN_IN,
        REGISTER,
        /** Its name alone, and no password. */
        OLDEST
    }

    /** @param lobby the room that everybody is in; null: there is none */
    public ClassicDialogue(@Nullable String lobby) {
        this.lobby = lobby;
    }

    /** The connection is open. */
    public List<ClassicStep> opened() {
        say(Line.of("CAP", "LS"));
        return take();
    }

    /** What one read brought. */
    public List<ClassicStep> read(String text) {
        switch (state) {
            case OUTSIDE -> begin(text.strip());
            case SIGNING_IN, ENTERING, ARRIVING -> {
                if (early.size() < MOST_EARLY) {
                    early.add(text);
                }
            }
            case IN -> said(text);
        }
        return take();
    }

    /** What the session says. */
    public List<ClassicStep> line(Line line) {
        if (line.command().equals("PING")) {
            say(Line.of("PONG", line.paramOr(0, "")));
            return take();
        }
        switch (state) {
            case OUTSIDE -> toldOutside(line);
            case SIGNING_IN -> toldSigningIn(line);
            case ENTERING -> toldEntering(line);
            case ARRIVING -> toldArriving(line);
            case IN -> tell(shown(line));
        }
        return take();
    }

    private List<ClassicStep> take() {
        List<ClassicStep> taken = steps;
        steps = new ArrayList<>();
        return taken;
    }

    private void say(Line line) {
        steps.add(new ClassicStep.Say(line));
    }

    private void tell(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            steps.add(new ClassicStep.Tell(text, false));
        }
    }

    private void answer(String text) {
        steps.add(new ClassicStep.Tell(text, true));
    }

    // ---- coming in

    private void begin(String text) {
        if (text.startsWith(SIGN_IN)) {
            String[] parts = text.split("&", 3);
            kind = Kind.SIGN_IN;
            name = part(parts, 1);
            ask(parts.length == 3, Line.of("CLASSICSIGNIN", word(part(parts, 2)), name));
        } else if (text.startsWith(REGISTER)) {
            String[] parts = text.split("&", 5);
            kind = Kind.REGISTER;
            name = part(parts, 1);
            String names = String.join("&", name, part(parts, 3), part(parts, 4));
            ask(parts.length == 5, Line.of("CLASSICREGISTER", word(part(parts, 2)), names));
        } else if (text.equals(QUIT)) {
            say(Line.of("QUIT"));
        } else if (!text.isEmpty()) {
            kind = Kind.OLDEST;
            name = text;
            if (Nickname.parse(text) instanceof Validated.Valid<Nickname> valid) {
                enter(valid.value().value());
            } else {
                answer("That is no name that can be used here. Send another.");
            }
        }
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? ClassicTexts.printable(parts[index]).strip() : "";
    }

    /** What cannot stand in the middle of a line is no hex either. */
    private static String word(String text) {
        return text.isEmpty() || text.startsWith(":") || text.indexOf(' ') >= 0 ? "*" : text;
    }

    private void ask(boolean whole, Line line) {
        state = State.SIGNING_IN;
        if (whole) {
            say(line);
        } else {
            refused("It is written " + (kind == Kind.SIGN_IN ? "#l&username&hex" : "#r&username&hex&first&last") + ".");
        }
    }

    private void enter(String wanted) {
        state = State.ENTERING;
        say(Line.of("NICK", wanted));
        say(Line.of("USER", wanted, "0", "*", name));
        say(Line.of("CAP", "END"));
    }

    private void toldOutside(Line line) {
        if (line.command().equals("ERROR")) {
            tell(last(line));
        }
    }

    private void toldSigningIn(Line line) {
        if (line.command().equals("900")) {
            enter(line.paramOr(2, name));
        } else if (isRefusal(line)) {
            boolean exists = line.params().contains("ACCOUNT_EXISTS");
            refused(exists ? "User exists." : last(line));
        }
    }

    private void toldEntering(Line line) {
        if (line.command().equals("001")) {
            nick = line.paramOr(0, name);
            state = State.ARRIVING;
            // answered when it has arrived, should it not come into the lobby
            say(Line.of("PING", "arrived"));
        } else if (isRefusal(line)) {
            refused(last(line));
        }
    }

    private void toldArriving(Line line) {
        String text = shown(line);
        if (text != null || line.command().equals("PONG") || isOwnEntry(line)) {
            in();
            tell(text);
        }
    }

    private boolean isOwnEntry(Line line) {
        String source = line.source();
        return lobby != null
                && line.command().equals("JOIN")
                && CaseMapping.same(line.paramOr(0, ""), lobby)
                && source != null
                && Nickname.same(ClassicTexts.nick(source), nick);
    }

    private @Nullable String shown(Line line) {
        return ClassicTexts.of(line, nick, lobby, kind == Kind.OLDEST ? " - " : ": ");
    }

    private void in() {
        state = State.IN;
        switch (kind) {
            case SIGN_IN -> answer("#iOK");
            case REGISTER -> answer("New user " + name + " created.");
            case OLDEST -> {}
        }
        while (!early.isEmpty()) {
            said(early.remove());
        }
    }

    private void refused(String why) {
        state = State.OUTSIDE;
        early.clear();
        switch (kind) {
            case SIGN_IN -> answer("#iBad");
            case REGISTER -> answer("ERROR creating new user " + name + ". " + why);
            case OLDEST -> answer(why);
        }
    }

    /** Errors, a failure, and that it should be tried again. */
    private static boolean isRefusal(Line line) {
        String command = line.command();
        return command.equals("FAIL")
                || command.equals("ERROR")
                || command.equals("263")
                || (command.length() == 3
                        && (command.startsWith("4") || command.startsWith("9"))
                        && !command.equals("422")
                        && !command.equals("903"));
    }

    private static String last(Line line) {
        return line.params().isEmpty()
                ? ""
                : ClassicTexts.printable(line.params().getLast());
    }

    // ---- texts

    private void said(String read) {
        for (String one : read.split("[\\r\\n]+", -1)) {
            String text = ClassicTexts.printable(one);
            if (text.isBlank()) {
                continue;
            }
            if (text.strip().equals(QUIT)) {
                say(Line.of("QUIT"));
                return;
            }
            if (text.startsWith(SIGN_IN) || text.startsWith(REGISTER)) {
                // a password's hex goes to nobody
                answer("You are signed in already. " + NOT_SENT);
            } else {
                send(withoutName(text));
            }
        }
    }

    /** Without the name that the client puts before the text itself. */
    private String withoutName(String text) {
        for (String own : List.of(name, nick)) {
            for (String between : List.of(": ", " - ", ":")) {
                String before = own + between;
                if (text.length() >= before.length() && Nickname.same(text.substring(0, before.length()), before)) {
                    return text.substring(before.length());
                }
            }
        }
        return text;
    }

    private void send(String text) {
        Matcher mention = MENTION.matcher(text);
        if (!mention.find()) {
            sendTo(lobby, text);
        } else if (Nickname.parse(mention.group(1)) instanceof Validated.Valid<Nickname> to) {
            sendTo(to.value().value(), mention.start() == 0 ? text.substring(mention.end()) : text);
        } else {
            tell(ClassicTexts.NOT_FOUND);
        }
    }

    private void sendTo(@Nullable String target, String text) {
        if (target == null) {
            tell("There is no room here. " + NOT_SENT);
            return;
        }
        for (String piece : ClassicTexts.pieces(text)) {
            say(Line.of("PRIVMSG", target, piece));
        }
    }
}
