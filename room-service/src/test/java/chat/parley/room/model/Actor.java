package chat.parley.room.model;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.Nonce;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody in a test, and what they ask. */
public record Actor(PersonId person, String nick, Origin origin) {
    public static final RelayId RELAY = new RelayId("relay.1");
    public static final int MOST_KEYS = 3;

    public static Actor account(String nick, long id) {
        return new Actor(new PersonId.OfAccount(new AccountId(id)), nick, origin(id));
    }

    public static Actor guest(String nick, long session) {
        return new Actor(new PersonId.OfGuest(new SessionId(RELAY, session)), nick, origin(session));
    }

    private static Origin origin(long session) {
        return new Origin(new SessionId(RELAY, session), 1);
    }

    public Author author() {
        return new Author(person, new Source(nick, "user", "host"), accountId() == null ? null : nick);
    }

    public @Nullable AccountId accountId() {
        return person instanceof PersonId.OfAccount account ? account.account() : null;
    }

    public Target asTarget() {
        return new Target.ToPerson(person, new Nickname(nick));
    }

    public RoomRequest.Join join(String room) {
        return join(room, null);
    }

    public RoomRequest.Join join(String room, @Nullable String key) {
        return new RoomRequest.Join(new RoomName(room), author(), origin, key);
    }

    public RoomRequest.Part part(String room) {
        return new RoomRequest.Part(new RoomName(room), author(), origin, "bye");
    }

    public RoomRequest.Arrive arrive() {
        return new RoomRequest.Arrive(author(), origin);
    }

    public RoomRequest.Depart depart() {
        return new RoomRequest.Depart((PersonId.OfGuest) person);
    }

    public RoomRequest.Adopt adopt(Actor account) {
        return new RoomRequest.Adopt((PersonId.OfGuest) person, (PersonId.OfAccount) account.person());
    }

    public RoomRequest.Say say(String room, String text) {
        return say(new Target.ToRoom(new RoomName(room)), text, null, true);
    }

    public RoomRequest.Say say(String room, String text, String nonce) {
        return say(new Target.ToRoom(new RoomName(room)), text, new Nonce(nonce), true);
    }

    public RoomRequest.Say say(String room, Tags tags) {
        return new RoomRequest.Say(
                new Target.ToRoom(new RoomName(room)),
                author(),
                accountId(),
                origin,
                null,
                MessageKind.PRIVMSG,
                "",
                tags,
                true);
    }

    public RoomRequest.Say tell(Actor other, String text) {
        return say(other.asTarget(), text, null, true);
    }

    public RoomRequest.Say say(Target target, String text, @Nullable Nonce nonce, boolean stored) {
        return new RoomRequest.Say(
                target, author(), accountId(), origin, nonce, MessageKind.PRIVMSG, text, Tags.EMPTY, stored);
    }

    public RoomRequest.SetTopic topic(String room, String text) {
        return new RoomRequest.SetTopic(new RoomName(room), author(), origin, text);
    }

    public RoomRequest.ChangeMetadata describe(String room, MetadataKey key, String value) {
        return describe(room, new MetadataChange.Put(Map.of(key, value)));
    }

    public RoomRequest.ChangeMetadata describe(String room, MetadataChange change) {
        return new RoomRequest.ChangeMetadata(new RoomName(room), author(), origin, change, MOST_KEYS);
    }

    public RoomRequest.Rename rename(String room, String now) {
        return new RoomRequest.Rename(new RoomName(room), author(), origin, new RoomName(now), "");
    }

    public RoomRequest.Kick kick(String room, Actor target) {
        return new RoomRequest.Kick(new RoomName(room), author(), origin, target.author(), "enough");
    }

    public RoomRequest.Invite invite(String room, Actor target) {
        return new RoomRequest.Invite(
                new RoomName(room), author(), origin, target.person(), new Nickname(target.nick()));
    }

    public RoomRequest.Knock knock(String room) {
        return new RoomRequest.Knock(new RoomName(room), author(), origin);
    }

    public RoomRequest.ChangeModes modes(String room, ModeChange... changes) {
        return new RoomRequest.ChangeModes(new RoomName(room), author(), origin, List.of(changes));
    }

    public RoomRequest.History history(String room, HistorySelector selector, int limit) {
        return new RoomRequest.History(person, new Target.ToRoom(new RoomName(room)), selector, limit, true);
    }

    public ModeChange rank(boolean add, char letter) {
        return new ModeChange(add, letter, nick, person);
    }

    public static ModeChange flag(boolean add, char letter) {
        return new ModeChange(add, letter, null, null);
    }

    public static ModeChange with(char letter, String argument) {
        return new ModeChange(true, letter, argument, null);
    }

    public static RoomRequest.Describe describe(String room) {
        return new RoomRequest.Describe(new RoomName(room));
    }
}
