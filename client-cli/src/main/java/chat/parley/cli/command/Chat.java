package chat.parley.cli.command;

import chat.parley.cli.client.Client;
import chat.parley.cli.client.Finish;
import chat.parley.cli.config.SeenFile;
import chat.parley.cli.config.Settings;
import chat.parley.cli.connection.Connector;
import chat.parley.cli.session.Ending;
import chat.parley.cli.session.Entrance;
import chat.parley.cli.session.Event;
import chat.parley.cli.session.Password;
import chat.parley.cli.session.Session;
import chat.parley.cli.session.SessionSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** From the menu through the sign-in to the end of the conversation. */
final class Chat {

    private static final int MOST_PASSWORDS = 3;

    private final Settings settings;
    private final Connector connector;
    private final Front front;
    private final PasswordSource passwords;
    private final SeenFile seen;
    private final boolean everyPlace;

    Chat(
            Settings settings,
            Connector connector,
            Front front,
            PasswordSource passwords,
            SeenFile seen,
            boolean everyPlace) {
        this.settings = settings;
        this.connector = connector;
        this.front = front;
        this.passwords = passwords;
        this.seen = seen;
        this.everyPlace = everyPlace;
    }

    /** Runs it all. Returns the exit code. */
    int run() {
        String user = settings.user();
        Password given = passwords.find();
        var door = new Door(front.asker());
        Entrance entrance;
        if (user == null) {
            entrance = door.menu();
        } else {
            entrance = given == null ? door.signIn(user) : new Entrance.SignIn(user, given);
        }
        int failures = 0;
        int code = ExitCode.OK;
        while (entrance != null) {
            Finish finish = attempt(entrance);
            if (!finish.reason().isEmpty()) {
                front.tell(finish.reason());
            }
            code = ExitCode.of(finish.ending());
            failures++;
            boolean again = finish.ending() == Ending.SIGN_IN_FAILED
                    || (finish.ending() == Ending.REFUSED && entrance instanceof Entrance.SignOn);
            boolean mayAsk = user == null || (given == null && failures < MOST_PASSWORDS);
            entrance = again && mayAsk ? next(door, entrance, finish, user) : null;
        }
        return code;
    }

    private static @Nullable Entrance next(Door door, Entrance refused, Finish finish, @Nullable String user) {
        return switch (refused) {
            case Entrance.SignIn in -> user == null ? door.menu() : door.signIn(user);
            case Entrance.SignOn on -> {
                String reason = finish.reason().toLowerCase(Locale.ROOT);
                if (reason.contains("password")) {
                    yield door.anotherPassword(on);
                }
                yield reason.contains("name") ? door.signOn(on) : door.menu();
            }
        };
    }

    /** Signs in, and if that works, lets the user talk until the end. */
    private Finish attempt(Entrance entrance) {
        String server = connector.server().shown();
        Instant until = seen.read(server, entrance.user());
        var session = new Session(sessionSettings(until), entrance, new Nonces(), ThreadLocalRandom.current());
        var ready = new CompletableFuture<Boolean>();
        var client = new Client(
                session,
                connector,
                event -> {
                    front.screen().accept(event);
                    if (event instanceof Event.Ready) {
                        ready.complete(true);
                    }
                },
                Clock.systemUTC());
        front.connecting(server);
        client.start();
        boolean isIn = CompletableFuture.anyOf(ready, client.finished())
                .thenApply(first -> ready.isDone())
                .join();
        if (isIn) {
            var keeper = new Thread(() -> keep(client, server));
            Runtime.getRuntime().addShutdownHook(keeper);
            front.converse(client);
        }
        Finish finish = client.finished().join();
        if (isIn) {
            keep(client, server);
        }
        return finish;
    }

    private SessionSettings sessionSettings(@Nullable Instant seenUntil) {
        SessionSettings usual = SessionSettings.interactive(seenUntil);
        return everyPlace ? usual.showingEveryPlace() : usual;
    }

    private void keep(Client client, String server) {
        Instant until = client.seenUntil();
        if (until != null) {
            seen.write(server, client.user(), until);
        }
    }
}
