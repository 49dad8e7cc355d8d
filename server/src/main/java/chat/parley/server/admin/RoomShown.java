package chat.parley.server.admin;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.Member;
import chat.parley.contracts.room.RoomDossier;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.Topic;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A room, as the API shows it, with the names of those whom it knows by their ids. */
final class RoomShown {
    private static final int MOST_MEMBERS = 1_000;

    private final RoomDossier dossier;
    private final List<Member> members;
    private final Map<PersonId, Person> here = new HashMap<>();
    private final Map<AccountId, Account> accounts = new HashMap<>();

    private RoomShown(RoomDossier dossier) {
        this.dossier = dossier;
        this.members = dossier.room().members().stream().limit(MOST_MEMBERS).toList();
    }

    static Future<JsonObject> of(Call call, RoomDossier dossier) {
        RoomShown shown = new RoomShown(dossier);
        return Future.all(
                        call.ask(new PresenceRequest.SeenAmong(
                                shown.members.stream().map(Member::person).toList())),
                        call.ask(new AccountRequest.FindAccounts(shown.accountIds())))
                .map(found -> {
                    found.<List<Person>>resultAt(0).forEach(person -> shown.here.put(person.id(), person));
                    found.<List<Account>>resultAt(1).forEach(account -> shown.accounts.put(account.id(), account));
                    return shown.json();
                });
    }

    private List<AccountId> accountIds() {
        return Stream.concat(
                        dossier.kept().stream().map(RoomDossier.Kept::account),
                        members.stream()
                                .map(Member::person)
                                .filter(PersonId.OfAccount.class::isInstance)
                                .map(person -> ((PersonId.OfAccount) person).account()))
                .distinct()
                .toList();
    }

    private JsonObject json() {
        RoomSnapshot room = dossier.room();
        Topic topic = room.topic();
        JsonArray in = new JsonArray();
        members.forEach(member -> in.add(new JsonObject()
                .put("name", name(member.person()))
                .put("ranks", member.ranks())
                .put("here", here.containsKey(member.person()))));
        List<String> founders = kept('f');
        return new JsonObject()
                .put("name", room.room().name().value())
                .put("created", AccountJson.time(room.createdAtMillis()))
                .put(
                        "topic",
                        topic == null
                                ? null
                                : new JsonObject()
                                        .put("text", topic.text())
                                        .put("by", topic.setBy())
                                        .put("since", AccountJson.time(topic.setAtMillis())))
                .put("modes", room.modes().flags())
                .put("key", room.modes().key())
                .put("limit", room.modes().limit() == 0 ? null : room.modes().limit())
                .put("founder", founders.isEmpty() ? null : founders.getFirst())
                .put("operators", new JsonArray(kept('o')))
                .put("memberCount", room.members().size())
                .put("members", in)
                .put("bans", list(dossier.bans()))
                .put("exceptions", list(dossier.exceptions()))
                .put("expected", list(dossier.expected()));
    }

    private List<String> kept(char letter) {
        TreeSet<String> names = new TreeSet<>();
        dossier.kept().stream()
                .filter(kept -> kept.ranks().indexOf(letter) >= 0)
                .forEach(kept -> names.add(name(kept.account())));
        return new ArrayList<>(names);
    }

    private @Nullable String name(PersonId person) {
        Person seen = here.get(person);
        if (seen != null) {
            return seen.nick().value();
        }
        return switch (person) {
            case PersonId.OfAccount account -> name(account.account());
            case PersonId.OfGuest _guest -> null;
        };
    }

    private String name(AccountId id) {
        Account account = accounts.get(id);
        return account == null ? "account " + id.value() + ", deleted" : account.name();
    }

    private static JsonArray list(List<ListEntry> entries) {
        JsonArray list = new JsonArray();
        entries.forEach(entry -> list.add(new JsonObject()
                .put("mask", entry.mask())
                .put("by", entry.setBy())
                .put("since", AccountJson.time(entry.setAtMillis()))));
        return list;
    }
}
