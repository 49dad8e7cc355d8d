package chat.parley.room.presence.model;

import chat.parley.contracts.presence.Census;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.presence.Seen;
import chat.parley.protocol.name.Nickname;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What who looks after the server may see of who is here. Reads what is {@link Presence}'s own. */
final class Looking {
    private static final int MOST_A_PAGE = 1_000;

    private final People people;
    private final Arrivals arrivals;

    Looking(People people, Arrivals arrivals) {
        this.people = people;
        this.arrivals = arrivals;
    }

    Object on(PresenceRequest.Administration<?> request) {
        return switch (request) {
            case PresenceRequest.ListPersons list -> list(list);
            case PresenceRequest.FindPerson find -> Optional.ofNullable(people.byNick(find.nick()));
            case PresenceRequest.FindSession find -> Optional.ofNullable(people.of(find.session()));
            case PresenceRequest.CountPeople _count -> count();
        };
    }

    private List<Seen> list(PresenceRequest.ListPersons list) {
        String text = Nickname.fold(list.text());
        String after = Nickname.fold(list.after());
        return people.all().stream()
                .filter(person -> person.nick().folded().compareTo(after) > 0)
                .filter(person -> contains(person, text))
                .sorted(Comparator.comparing((Person person) -> person.nick().folded()))
                .limit(Math.clamp(list.limit(), 1, MOST_A_PAGE))
                .map(person -> new Seen(person, arrivals.of(person)))
                .toList();
    }

    private static boolean contains(Person person, String text) {
        String account = person.account();
        return text.isEmpty()
                || person.nick().folded().contains(text)
                || (account != null && Nickname.fold(account).contains(text))
                || Nickname.fold(person.user()).contains(text)
                || Nickname.fold(person.host()).contains(text);
    }

    private Census count() {
        long guests =
                people.all().stream().filter(person -> person.account() == null).count();
        long sessions = people.all().stream()
                .mapToLong(person -> person.sessions().size())
                .sum();
        return new Census(people.all().size(), guests, sessions);
    }
}
