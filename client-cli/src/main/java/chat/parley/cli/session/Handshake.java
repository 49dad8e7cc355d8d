package chat.parley.cli.session;

import chat.parley.protocol.Validated;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.Nickname;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * From the first line on a connection to the server's welcome: capabilities, then signing in or making an account, then
 * the nick.
 *
 * @see <a href="https://ircv3.net/specs/extensions/capability-negotiation">IRCv3 capability negotiation</a>
 * @see <a href="https://ircv3.net/specs/extensions/account-registration">IRCv3 account registration</a>
 */
final class Handshake {

    static final String FIRST_NAME_TAG = "parley.chat/first-name";
    static final String LAST_NAME_TAG = "parley.chat/last-name";
    private static final int MOST_NICKS = 4;

    private enum Step {
        LISTING,
        REQUESTING,
        SIGNING_IN,
        SIGNING_ON,
        WELCOMING,
        DONE
    }

    /** What came of a line: go on, be welcomed, or end. */
    sealed interface Outcome {
        record Going() implements Outcome {}

        record Welcomed(String nick) implements Outcome {}

        record Failed(Ending ending, String reason) implements Outcome {}
    }

    private static final Outcome GOING = new Outcome.Going();

    private final Capabilities capabilities;
    private final SaslTurns sasl;
    private Entrance entrance;
    private Step step = Step.DONE;
    private boolean encrypted;
    private boolean local;
    private int answersAwaited;
    private String nick;
    private int nicksTried;

    Handshake(Entrance entrance, Capabilities capabilities, Supplier<String> nonces) {
        this.entrance = entrance;
        this.capabilities = capabilities;
        this.sasl = new SaslTurns(nonces);
        this.nick = nickFor(entrance.user());
    }

    boolean isDone() {
        return step == Step.DONE;
    }

    String user() {
        return entrance.user();
    }

    void begin(Turn turn, Input.Opened connection) {
        encrypted = connection.encrypted();
        local = connection.local();
        capabilities.forget();
        step = Step.LISTING;
        nicksTried = 0;
        nick = nickFor(entrance.user());
        turn.send("CAP", "LS", "302");
    }

    Outcome on(Turn turn, Line line) {
        return switch (line.command()) {
            case "CAP" -> onCapabilities(turn, line);
            case "AUTHENTICATE" ->
                step == Step.SIGNING_IN && entrance instanceof Entrance.SignIn in
                        ? afterSasl(turn, sasl.authenticate(turn, line.paramOr(0, "+"), in.user(), in.password()))
                        : GOING;
            case "903" -> step == Step.SIGNING_IN ? afterSasl(turn, sasl.succeeded()) : GOING;
            case "902", "904", "905", "906" ->
                step == Step.SIGNING_IN ? afterSasl(turn, sasl.refused(turn, line.command(), last(line))) : GOING;
            case "REGISTER" -> onRegister(turn, line);
            case "FAIL" -> onFail(line);
            case "421" -> line.paramOr(1, "").equals("CAP") ? noCapabilities() : GOING;
            case "432", "433", "436", "437" -> anotherNick(turn, line);
            case "464" -> failed(Ending.SIGN_IN_FAILED, "The server wants a password of its own.");
            case "465" -> failed(Ending.REFUSED, "You are banned from this server: " + last(line));
            case "ERROR" -> failed(endingOfError(), "The server closed the connection: " + last(line));
            case "001" -> {
                step = Step.DONE;
                yield new Outcome.Welcomed(line.paramOr(0, nick));
            }
            default -> GOING;
        };
    }

    private Ending endingOfError() {
        return step == Step.SIGNING_IN ? Ending.SIGN_IN_FAILED : Ending.REFUSED;
    }

    private Outcome onCapabilities(Turn turn, Line line) {
        String last = last(line);
        switch (line.paramOr(1, "")) {
            case "LS" -> {
                capabilities.offer(last);
                if (step == Step.LISTING && !line.paramOr(2, "").equals("*")) {
                    return request(turn);
                }
            }
            case "ACK" -> {
                capabilities.acknowledge(last);
                return answered(turn);
            }
            case "NAK" -> {
                return refusedCapabilities(turn, last);
            }
            default -> {}
        }
        return GOING;
    }

    private Outcome request(Turn turn) {
        step = Step.REQUESTING;
        List<String> requests = capabilities.toRequest();
        answersAwaited = requests.size();
        requests.forEach(words -> turn.send("CAP", "REQ", words));
        return answersAwaited == 0 ? comeIn(turn) : GOING;
    }

    /** A refused request is refused whole: each word of it is asked for again by itself. */
    private Outcome refusedCapabilities(Turn turn, String words) {
        List<String> names = Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        if (step == Step.REQUESTING && names.size() > 1) {
            answersAwaited += names.size();
            names.forEach(name -> turn.send("CAP", "REQ", name));
        }
        return answered(turn);
    }

    private Outcome answered(Turn turn) {
        return step == Step.REQUESTING && --answersAwaited == 0 ? comeIn(turn) : GOING;
    }

    private Outcome comeIn(Turn turn) {
        return switch (entrance) {
            case Entrance.SignIn in -> {
                if (!capabilities.has(Capability.SASL)) {
                    yield failed(Ending.SIGN_IN_FAILED, "This server has no accounts to sign in to.");
                }
                step = Step.SIGNING_IN;
                yield afterSasl(turn, sasl.begin(turn, capabilities, encrypted, in.user(), in.password()));
            }
            case Entrance.SignOn on -> signOn(turn, on);
        };
    }

    private Outcome signOn(Turn turn, Entrance.SignOn on) {
        boolean beforeConnect = List.of(
                        capabilities.value(Capability.ACCOUNT_REGISTRATION).split(",", -1))
                .contains("before-connect");
        if (!capabilities.has(Capability.ACCOUNT_REGISTRATION) || !beforeConnect) {
            return failed(Ending.REFUSED, "This server makes no new accounts for those who are not in yet.");
        }
        if (!encrypted && !local) {
            return failed(Ending.REFUSED, "A password is not sent without TLS, so no account can be made here.");
        }
        step = Step.SIGNING_ON;
        sendNames(turn);
        Tags tags = Tags.EMPTY;
        if (!on.firstName().isEmpty()) {
            tags = tags.with(FIRST_NAME_TAG, on.firstName());
        }
        if (!on.lastName().isEmpty()) {
            tags = tags.with(LAST_NAME_TAG, on.lastName());
        }
        turn.send(Line.of("REGISTER", on.user(), "*", on.password().text()).withTags(tags));
        return GOING;
    }

    private Outcome afterSasl(Turn turn, SaslTurns.Progress progress) {
        return switch (progress) {
            case GOING -> GOING;
            case FAILED -> failed(Ending.SIGN_IN_FAILED, sasl.failure());
            case SIGNED_IN -> {
                sendNames(turn);
                yield finish(turn);
            }
        };
    }

    private void sendNames(Turn turn) {
        turn.send("NICK", nick);
        turn.send("USER", nick, "0", "*", realName());
    }

    private String realName() {
        if (entrance instanceof Entrance.SignOn on) {
            String name = (on.firstName() + " " + on.lastName()).strip();
            return name.isEmpty() ? on.user() : name;
        }
        return entrance.user();
    }

    private Outcome finish(Turn turn) {
        step = Step.WELCOMING;
        turn.send("CAP", "END");
        return GOING;
    }

    private Outcome onRegister(Turn turn, Line line) {
        if (step != Step.SIGNING_ON) {
            return GOING;
        }
        return switch (line.paramOr(0, "")) {
            case "SUCCESS" -> {
                if (entrance instanceof Entrance.SignOn on) {
                    // From now on it is an account like any other, for when the connection has to be made again.
                    entrance = new Entrance.SignIn(line.paramOr(1, on.user()), on.password());
                }
                turn.info("The account " + entrance.user() + " is made.");
                yield finish(turn);
            }
            case "VERIFICATION_REQUIRED" ->
                failed(Ending.REFUSED, "The account is made, but must be verified first: " + last(line));
            default -> GOING;
        };
    }

    private Outcome onFail(Line line) {
        if (step == Step.SIGNING_ON) {
            return failed(Ending.REFUSED, Words.ofFailure(line));
        }
        return step == Step.DONE ? GOING : failed(endingOfError(), Words.ofFailure(line));
    }

    private Outcome noCapabilities() {
        return failed(Ending.SIGN_IN_FAILED, "This server has no accounts to sign in to.");
    }

    private Outcome anotherNick(Turn turn, Line line) {
        if (step == Step.SIGNING_ON) {
            return failed(
                    Ending.REFUSED,
                    line.command().equals("432")
                            ? "The server does not take this name: " + last(line)
                            : "This name is taken.");
        }
        if (++nicksTried >= MOST_NICKS) {
            return failed(Ending.REFUSED, "The name " + nick + " is in use, and so are those near it.");
        }
        nick = Nickname.nearestFreeNick(entrance.user() + "_".repeat(nicksTried), taken -> false)
                .value();
        turn.send("NICK", nick);
        return GOING;
    }

    private static String nickFor(String user) {
        return Nickname.parse(user) instanceof Validated.Valid<Nickname> good
                ? good.value().value()
                : Nickname.nearestFreeNick(user, taken -> false).value();
    }

    private static String last(Line line) {
        return line.paramCount() == 0 ? "" : line.paramOr(line.paramCount() - 1, "");
    }

    private static Outcome failed(Ending ending, String reason) {
        return new Outcome.Failed(ending, reason);
    }
}
