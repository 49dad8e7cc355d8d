package chat.parley.server.admin;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.backup.BackupName;
import chat.parley.contracts.backup.Copied;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.protocol.Validated;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies of the databases, made by the services that own them. */
final class BackupOperations {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;

    BackupOperations(Clock clock) {
        this.clock = clock;
    }

    List<Operation> all() {
        return List.of(Operation.post("/v1/backups", "makeBackup", Set.of("name"), this::make));
    }

    /**
     * The rooms first: they refer to accounts by ids, and an account that is made between the two copies is then in the one of the
     * accounts alone. The other way round a room could name an id that is given to somebody else after a restore.
     */
    private Future<Answer> make(Call call) {
        BackupName name = name(call.optionalText("name"));
        return call.ask(new RoomRequest.BackUp(name))
                .compose(rooms -> call.ask(new AccountRequest.BackUp(name)).map(accounts -> {
                    call.did("made the backup " + name.value());
                    return Answer.json(new JsonObject()
                            .put("name", name.value())
                            .put("rooms", json(rooms))
                            .put("accounts", json(accounts)));
                }));
    }

    private BackupName name(@Nullable String given) {
        return switch (BackupName.parse(given == null ? NAME.format(clock.instant()) : given)) {
            case Validated.Valid<BackupName> good -> good.value();
            case Validated.Invalid<BackupName> bad ->
                throw Refusal.badRequest("The name of a backup " + bad.reason() + ".");
        };
    }

    private static JsonObject json(Copied copied) {
        return new JsonObject()
                .put("file", copied.file())
                .put("bytes", copied.bytes())
                .put("sha256", copied.sha256());
    }
}
