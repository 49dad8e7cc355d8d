package chat.parley.server.command;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after accounts. */
@Command(
        name = "accounts",
        description = "List, show, make, suspend and delete accounts; set and reset their passwords.")
final class AccountsCommand extends AdminGroup {
    private static final List<String> HEAD = List.of("NAME", "NICK", "MADE", "PASSWORD", "EMAIL");

    private final InputStream in;

    AccountsCommand(Terminal terminal, InputStream in) {
        super(terminal);
        this.in = in;
    }

    @Command(name = "list", description = "List accounts, in the order of their nicks.")
    int list(
            @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What their names or nicks contain.")
                    @Nullable
                    String text,
            @Mixin Page page)
            throws InterruptedException {
        return list("accounts", "account", text, page.after(), page.limit(), HEAD, AccountsCommand::row);
    }

    @Command(name = "show", description = "Show an account, its certificates, sessions and rooms.")
    int show(@Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name)
            throws InterruptedException {
        return server().ask("GET", AdminServer.path("accounts", name), null, AccountsCommand::whole);
    }

    @Command(
            name = "create",
            description = {
                "Make an account.",
                "Prints a password that has to be changed within a day, unless --ask-password reads one."
            })
    int create(
            @Parameters(paramLabel = "NAME", description = "The account's name: a nick.") String name,
            @Option(names = "--first-name", paramLabel = "NAME", description = "Its owner's first name.") @Nullable
                    String firstName,
            @Option(names = "--last-name", paramLabel = "NAME", description = "Its owner's last name.") @Nullable
                    String lastName,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "Kept, and never used by the server.")
                    @Nullable
                    String email,
            @Option(
                            names = "--ask-password",
                            description = "Ask for the password twice, or read one line outside a terminal.")
                    boolean ask)
            throws InterruptedException, IOException {
        JsonObject body = new JsonObject()
                .put("name", name)
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("email", email);
        if (ask) {
            String password = PasswordPrompt.ask(server().terminal(), in);
            if (password == null) {
                return ServerRun.WRONG_USE;
            }
            body.put("password", password);
        }
        return server().ask(
                        "POST",
                        AdminServer.path("accounts"),
                        body,
                        answer -> "Made the account " + answer.getString("name") + ".\n" + oneTime(answer));
    }

    @Command(
            name = "password",
            description = {
                "Set an account's password.",
                "Asks for it twice, or reads one line where it is not started in a terminal."
            })
    int password(
            @Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name,
            @Option(names = "--sign-out", description = "End all its sessions as well.") boolean signOut)
            throws InterruptedException, IOException {
        String password = PasswordPrompt.ask(server().terminal(), in);
        if (password == null) {
            return ServerRun.WRONG_USE;
        }
        return server().ask(
                        "PUT",
                        AdminServer.path("accounts", name, "password"),
                        new JsonObject().put("password", password).put("signOut", signOut),
                        answer -> "The password of " + answer.getString("name") + " is set.\n");
    }

    @Command(
            name = "reset",
            description = {
                "Give an account a password for who has forgotten theirs.",
                "It is printed once, and ends unless it is changed before: /msg NickServ PASSWORD old new"
            })
    int reset(
            @Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name,
            @Option(
                            names = "--valid-minutes",
                            paramLabel = "N",
                            description = "How long it lasts, 1 to 43200. Default: 1440, a day.")
                    @Nullable
                    Integer minutes,
            @Option(names = "--sign-out", description = "End all its sessions as well.") boolean signOut)
            throws InterruptedException {
        JsonObject body = new JsonObject().put("signOut", signOut);
        if (minutes != null) {
            body.put("validMinutes", minutes);
        }
        return server().ask(
                        "POST",
                        AdminServer.path("accounts", name, "reset"),
                        body,
                        answer -> "The password before is none any more.\n" + oneTime(answer));
    }

    @Command(
            name = "delete",
            description = {
                "Delete an account, for good, and end its sessions.",
                "What it said stays, without its name. The name is free at once."
            })
    int delete(
            @Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name,
            @Option(names = "--yes", description = "Do not ask whether that is meant.") boolean yes)
            throws InterruptedException {
        if (!Assent.given(server().terminal(), yes, "Delete the account " + name + " for good?")) {
            return ServerRun.WRONG_USE;
        }
        return server().ask(
                        "DELETE",
                        AdminServer.path("accounts", name),
                        null,
                        answer -> "Deleted the account " + answer.getString("name") + ".\n");
    }

    @Command(name = "suspend", description = "Keep who signs in to an account out, and end its sessions.")
    int suspend(
            @Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DURATION",
                            description = "For instance 30d or 1d12h. None: for good.")
                    @Nullable
                    String duration,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Told to who signs in.") @Nullable
                    String reason)
            throws InterruptedException {
        JsonObject body = new JsonObject();
        return BansCommand.withDuration(server(), body, duration, reason)
                ? server().ask("PUT", AdminServer.path("accounts", name, "suspension"), body, BansCommand::added)
                : ServerRun.WRONG_USE;
    }

    @Command(name = "unsuspend", description = "Let who signs in to an account in again.")
    int unsuspend(@Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name)
            throws InterruptedException {
        return server().ask(
                        "DELETE",
                        AdminServer.path("accounts", name, "suspension"),
                        null,
                        answer -> "The account " + answer.getString("name") + " is suspended no longer.\n");
    }

    @Command(
            name = "export",
            description = {
                "Write down all that the server keeps about an account, as JSON, for its owner who asked for it.",
                "That is the account without its verifier, certificates, sessions, rooms, and what it said."
            })
    int export(
            @Parameters(paramLabel = "NAME", description = "The account's name or nick.") String name,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "A new file, for its owner alone to read. Otherwise it is printed.")
                    @Nullable
                    Path output)
            throws InterruptedException {
        return server().stream(AdminServer.path("accounts", name, "export"), in -> {
            if (output == null) {
                in.transferTo(server().terminal().stream());
                return;
            }
            PrivateFile.write(output, in);
            server().terminal().out().println("Written to " + output + ".");
            server().terminal().out().flush();
        });
    }

    private static List<String> row(JsonObject account) {
        return List.of(
                account.getString("name"),
                account.getString("nick"),
                Cells.time(account, "created", "before Parley"),
                password(account),
                Cells.text(account, "email"));
    }

    private static String password(JsonObject account) {
        String until = Cells.time(account, "passwordUntil", "");
        if (!account.getBoolean("hasPassword")) {
            return until.isEmpty() ? "none" : "ended " + until;
        }
        return until.isEmpty() ? "set" : "until " + until;
    }

    private static String whole(JsonObject account) {
        StringBuilder text = new StringBuilder()
                .append(Cells.line("name", account.getString("name")))
                .append(Cells.line("nick", account.getString("nick")))
                .append(Cells.line(
                        "person", (account.getString("firstName") + " " + account.getString("lastName")).strip()))
                .append(Cells.line("email", Cells.text(account, "email")))
                .append(Cells.line("made", Cells.time(account, "created", "before Parley")))
                .append(Cells.line("password", password(account)));
        JsonObject suspended = account.getJsonObject("suspended");
        if (suspended != null) {
            text.append(Cells.line(
                    "suspended",
                    Cells.time(suspended, "until", "for good") + ", by " + suspended.getString("by") + ": "
                            + suspended.getString("reason")));
        }
        account.getJsonArray("certificates").forEach(one -> {
            JsonObject certificate = (JsonObject) one;
            text.append(Cells.line(
                    "certificate",
                    certificate.getString("fingerprint") + ", since " + Cells.time(certificate, "added", "")));
        });
        account.getJsonArray("sessions").forEach(one -> {
            JsonObject session = (JsonObject) one;
            text.append(Cells.line(
                    "session",
                    session.getString("session") + " from " + session.getString("host")
                            + (session.getBoolean("secure") ? "" : " without encryption") + ", since "
                            + Cells.time(session, "since", "")));
        });
        account.getJsonArray("rooms").forEach(one -> {
            JsonObject room = (JsonObject) one;
            text.append(Cells.line("room", (room.getString("name") + " " + room.getString("ranks")).strip()));
        });
        return text.toString().replaceAll("(?m) +$", "");
    }

    private static String oneTime(JsonObject answer) {
        String password = answer.getString("password");
        return password == null
                ? ""
                : "password: " + password + "\nIt ends at " + Cells.time(answer, "until", "")
                        + " unless it is changed before:\n/msg NickServ PASSWORD " + password + " <new password>\n";
    }
}
