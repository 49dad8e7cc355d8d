package chat.parley.server.admin;

import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.room.Attended;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, as the API shows them. */
final class AccountJson {
    private AccountJson() {}

    static JsonObject of(AccountDetails details) {
        return new JsonObject()
                .put("name", details.account().name())
                .put("nick", details.account().nick().value())
                .put("id", details.account().id().value())
                .put("firstName", details.account().firstName())
                .put("lastName", details.account().lastName())
                .put("email", details.email())
                .put("created", time(details.createdAtMillis()))
                .put("hasPassword", details.hasPassword())
                .put("passwordUntil", time(details.passwordUntilMillis()));
    }

    static JsonObject whole(
            AccountDetails details,
            List<Ban> bans,
            List<Certificate> signingIn,
            List<Device> devices,
            List<Attended> attended) {
        JsonArray certificates = new JsonArray();
        signingIn.forEach(one -> certificates.add(
                new JsonObject().put("fingerprint", one.fingerprint()).put("added", time(one.addedMillis()))));
        JsonArray sessions = new JsonArray();
        devices.forEach(device -> sessions.add(device(device)));
        JsonArray rooms = new JsonArray();
        attended.forEach(room ->
                rooms.add(new JsonObject().put("name", room.room().value()).put("ranks", room.ranks())));
        JsonObject suspended = bans.stream()
                .filter(ban -> ban.target() instanceof BanTarget.OfAccount banned
                        && banned.account().equals(details.account().id()))
                .findFirst()
                .map(AccountJson::of)
                .orElse(null);
        JsonObject metadata = new JsonObject();
        details.account().metadata().values().forEach((key, value) -> metadata.put(key.value(), value));
        return of(details)
                .put("metadata", metadata)
                .put("suspended", suspended)
                .put("certificates", certificates)
                .put("sessions", sessions)
                .put("rooms", rooms);
    }

    static JsonObject device(Device device) {
        return new JsonObject()
                .put("session", device.session().toString())
                .put("host", device.host())
                .put("secure", device.secure())
                .put("since", time(device.sinceMillis()));
    }

    static JsonObject of(Ban ban) {
        return new JsonObject()
                .put("target", ban.target().text())
                .put("kind", ban.target() instanceof BanTarget.OfAccount ? "account" : "addresses")
                .put("reason", ban.reason())
                .put("by", ban.setBy())
                .put("since", time(ban.setAtMillis()))
                .put("until", time(ban.untilMillis()));
    }

    /** By ISO 8601; null for what never is. */
    static @Nullable String time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
