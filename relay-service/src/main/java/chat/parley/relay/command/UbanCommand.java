package chat.parley.relay.command;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanDuration;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Welcome;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * UBAN: bans from the whole network, of addresses, ranges of them, and accounts. They hold at once, for those who are here too, and
 * until they are over or lifted. Answered by notices; see docs/adr for why it is this command.
 */
final class UbanCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.connected(
            "UBAN",
            1,
            "ADD <address, range or account> [<duration>] [:<reason>] | DEL <target> | LIST | INFO <target>");
    private static final String NO_REASON = "no reason given";

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        if (!Operators.check(exchange)) {
            return;
        }
        exchange.expectMany();
        String subcommand = exchange.param(0).toUpperCase(Locale.ROOT);
        if (subcommand.equals("LIST")) {
            list(exchange);
        } else if (exchange.optionalOrEmpty(1).isEmpty()) {
            exchange.reply(Numeric.ERR_NEEDMOREPARAMS, exchange.command());
        } else {
            switch (subcommand) {
                case "ADD" -> onTarget(exchange, target -> add(exchange, target));
                case "DEL" -> onTarget(exchange, target -> remove(exchange, target));
                case "INFO" -> onTarget(exchange, target -> info(exchange, target));
                default -> say(exchange, "UBAN takes ADD, DEL, LIST or INFO");
            }
        }
    }

    private static void onTarget(Exchange exchange, Consumer<BanTarget> then) {
        String text = exchange.param(1);
        if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.indexOf('/') >= 0) {
            switch (AddressRange.parse(text)) {
                case Validated.Valid<AddressRange> range -> then.accept(new BanTarget.Addresses(range.value()));
                case Validated.Invalid<AddressRange> invalid ->
                    say(exchange, Cut.toBytes(text, 64) + " " + invalid.reason());
            }
            return;
        }
        exchange.ask(
                new AccountRequest.FindAccount(text),
                text,
                found -> found.ifPresentOrElse(
                        account -> then.accept(new BanTarget.OfAccount(account.id(), account.name())),
                        () -> say(exchange, "There is no account " + Cut.toBytes(text, 64))));
    }

    private static void add(Exchange exchange, BanTarget target) {
        if (isAboutOneself(exchange.client(), target)) {
            say(exchange, "That would ban you");
            return;
        }
        List<String> rest =
                exchange.line().params().subList(2, exchange.line().params().size());
        OptionalLong duration = rest.isEmpty() ? OptionalLong.empty() : BanDuration.parse(rest.getFirst());
        String given = String.join(" ", duration.isPresent() ? rest.subList(1, rest.size()) : rest);
        String reason = given.isBlank()
                ? NO_REASON
                : Cut.toBytes(given, exchange.limits().reasonBytes());
        exchange.ask(
                new AccountRequest.AddBan(target, reason, exchange.client().name(), duration.orElse(0)),
                target.text(),
                ban -> {
                    say(exchange, "Added: " + describe(ban));
                    Operators.did(exchange, "banned " + describe(ban));
                    exchange.ask(
                            new PresenceRequest.Announce(new Announcement.Banned(target, reason)),
                            exchange.command(),
                            _told -> {});
                });
    }

    private static boolean isAboutOneself(Client client, BanTarget target) {
        Account own = client.account();
        return switch (target) {
            case BanTarget.Addresses addresses ->
                addresses.range().contains(client.peer().address());
            case BanTarget.OfAccount account -> own != null && own.id().equals(account.account());
        };
    }

    private static void remove(Exchange exchange, BanTarget target) {
        exchange.ask(new AccountRequest.RemoveBan(target), target.text(), there -> {
            if (there) {
                say(exchange, "Lifted: the ban of " + target.text());
                Operators.did(exchange, "lifted the ban of " + target.text());
            } else {
                say(exchange, "There is no ban of " + target.text());
            }
        });
    }

    private static void list(Exchange exchange) {
        exchange.ask(new AccountRequest.ListBans(), exchange.command(), bans -> {
            bans.forEach(ban -> say(exchange, describe(ban)));
            say(exchange, bans.size() == 1 ? "1 ban" : bans.size() + " bans");
        });
    }

    private static void info(Exchange exchange, BanTarget target) {
        exchange.ask(new AccountRequest.ListBans(), exchange.command(), bans -> {
            List<Ban> about =
                    bans.stream().filter(ban -> concerns(ban.target(), target)).toList();
            about.forEach(ban -> say(exchange, describe(ban)));
            if (about.isEmpty()) {
                say(exchange, "There is no ban of " + target.text());
            }
        });
    }

    private static boolean concerns(BanTarget banned, BanTarget asked) {
        boolean same = banned.key().equals(asked.key());
        return same
                || (banned instanceof BanTarget.Addresses wide
                        && asked instanceof BanTarget.Addresses single
                        && wide.range().contains(single.range().text()));
    }

    private static String describe(Ban ban) {
        String end = ban.untilMillis() == 0 ? "for good" : "until " + Welcome.inWords(ban.untilMillis());
        return ban.target().text() + ", " + end + ", by " + ban.setBy() + ": " + ban.reason();
    }

    private static void say(Exchange exchange, String text) {
        exchange.fromServer("NOTICE", exchange.client().name(), text);
    }
}
