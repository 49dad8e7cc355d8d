package chat.parley.server.admin;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.Validated;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bans from the whole network, as UBAN has them: the auth service keeps them, the relays carry them out. */
final class BanOperations {
    private static final String NO_REASON = "no reason given";
    private static final long MAX_SECONDS = TimeUnit.DAYS.toSeconds(36_500);

    List<Operation> all() {
        return List.of(
                Operation.get("/v1/bans", "listBans", Set.of(), this::list),
                Operation.post("/v1/bans", "addBan", Set.of("target", "reason", "seconds"), this::add),
                Operation.delete("/v1/bans/{target}", "removeBan", Set.of(), this::remove),
                Operation.put(
                        "/v1/accounts/{account}/suspension",
                        "suspendAccount",
                        Set.of("reason", "seconds"),
                        this::suspend),
                Operation.delete("/v1/accounts/{account}/suspension", "unsuspendAccount", Set.of(), this::unsuspend));
    }

    private Future<Answer> list(Call call) {
        return call.ask(new AccountRequest.ListBans()).map(bans -> {
            JsonArray list = new JsonArray();
            bans.forEach(ban -> list.add(AccountJson.of(ban)));
            return Answer.json(new JsonObject().put("bans", list));
        });
    }

    private Future<Answer> add(Call call) {
        return target(call, call.text("target")).compose(target -> ban(call, target));
    }

    private Future<Answer> suspend(Call call) {
        return ofAccount(call, call.path("account")).compose(target -> ban(call, target));
    }

    private Future<Answer> remove(Call call) {
        return target(call, call.path("target")).compose(target -> lift(call, target));
    }

    private Future<Answer> unsuspend(Call call) {
        return ofAccount(call, call.path("account")).compose(target -> lift(call, target));
    }

    private static Future<BanTarget> target(Call call, String text) {
        boolean address = text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
        if (!address) {
            return ofAccount(call, text);
        }
        return switch (AddressRange.parse(text)) {
            case Validated.Valid<AddressRange> range -> Future.succeededFuture(new BanTarget.Addresses(range.value()));
            case Validated.Invalid<AddressRange> invalid ->
                throw Refusal.badRequest(text + " " + invalid.reason() + ".");
        };
    }

    private static Future<BanTarget> ofAccount(Call call, String name) {
        return AccountOperations.found(call, name)
                .map(account -> new BanTarget.OfAccount(account.id(), account.name()));
    }

    private static Future<Answer> ban(Call call, BanTarget target) {
        String reason = reason(call.optionalText("reason"));
        long millis = TimeUnit.SECONDS.toMillis(call.number("seconds", 0, 0, MAX_SECONDS));
        return call.ask(new AccountRequest.AddBan(target, reason, call.who(), millis))
                .compose(ban -> {
                    call.did("banned " + described(ban));
                    return call.ask(new PresenceRequest.Announce(new Announcement.Banned(target, reason)))
                            .map(_told -> Answer.json(AccountJson.of(ban)));
                });
    }

    private static Future<Answer> lift(Call call, BanTarget target) {
        return call.ask(new AccountRequest.RemoveBan(target)).map(there -> {
            if (!there) {
                throw new Refusal(Refusal.NOT_FOUND, "NO_SUCH_BAN", "There is no ban of " + target.text() + ".");
            }
            call.did("lifted the ban of " + target.text());
            return Answer.json(new JsonObject().put("name", target.text()));
        });
    }

    private static String reason(@Nullable String given) {
        return given == null || given.isBlank() ? NO_REASON : given;
    }

    private static String described(Ban ban) {
        String until = AccountJson.time(ban.untilMillis());
        return ban.target().text() + ", " + (until == null ? "for good" : "until " + until) + ": " + ban.reason();
    }
}
