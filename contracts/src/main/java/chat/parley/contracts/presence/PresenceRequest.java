package chat.parley.contracts.presence;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.name.Nickname;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asked of the presence verticle, which knows who is here and under which nick. Nothing of it is stored. */
public sealed interface PresenceRequest<R> extends ServiceRequest<R> {

    /**
     * A session finished its registration and takes a nick. With an account it becomes a device of the account's person, if that
     * person is not here yet, or has that very nick (always so with {@code accounts.forceNick}: the nick asked for is then the
     * account's own, and the relay asks for that); else a person of its own. Idempotent for a session.
     *
     * <p>Failures: {@code Rejected NICK_IN_USE}; {@code NAME_LOOKS_ALIKE}, when somebody is here whose nick can be mistaken for it and
     * it is not the account's own.
     *
     * @param metadata what a guest says of itself; an account's own counts where there is one
     */
    record Claim(
            SessionId session,
            Nickname nick,
            @Nullable Account account,
            String user,
            String host,
            String realname,
            boolean secure,
            Metadata metadata)
            implements PresenceRequest<Claimed> {
        public Claim(
                SessionId session,
                Nickname nick,
                @Nullable Account account,
                String user,
                String host,
                String realname,
                boolean secure) {
            this(session, nick, account, user, host, realname, secure, Metadata.NONE);
        }
    }

    /** NICK of somebody who is here: of the whole person, with all its devices. Failures: as for {@link Claim}. */
    record Rename(SessionId session, Nickname nick) implements PresenceRequest<Claimed> {}

    /** AWAY, or back with null; of the whole person. */
    record SetAway(SessionId session, @Nullable String text) implements PresenceRequest<Claimed> {}

    record SetRealname(SessionId session, String realname) implements PresenceRequest<Claimed> {}

    /**
     * Changes modes of the whole person: those of {@code add} are set, those of {@code remove} taken away, and what is so already stays. Whether
     * somebody may have a mode is the relay's to know.
     */
    record SetModes(SessionId session, UserModes add, UserModes remove) implements PresenceRequest<Claimed> {}

    /**
     * Changes what a guest says of itself. Failures: {@code Rejected METADATA_FULL}.
     *
     * @param mostKeys that it may have
     */
    record ChangeMetadata(SessionId session, MetadataChange change, int mostKeys) implements PresenceRequest<Claimed> {}

    /**
     * What an account says of itself has changed, and is stored: everybody who is signed in to it is seen so from now on. Of two
     * states the later one stands, in whatever order they are told. Idempotent.
     */
    record ShowMetadata(SessionId session, Metadata metadata) implements PresenceRequest<Claimed> {}

    /**
     * A session that is here signed in to an account. A guest whose nick is the account's becomes the account's person
     * ({@code Adopted}) when that person is not here; with {@code nick} given (forceNick) and another nick, the guest leaves and the session becomes a
     * device of the account's person; else it stays a person of its own with the account's name.
     *
     * <p>A device of another account's person leaves that person and becomes one of this account's. Where nicks are free and the
     * account's person is not here, it keeps its nick, unless that is the other account's name or stays with other devices.
     * Failures: {@code Rejected NICK_IN_USE}.
     *
     * @param forceNick the session is to be the account's person, under the account's nick
     */
    record Identify(SessionId session, Account account, boolean forceNick) implements PresenceRequest<Claimed> {}

    /** A session ended. Idempotent. */
    record Leave(SessionId session, @Nullable String reason) implements PresenceRequest<Left> {}

    /**
     * From the answered position on, the relay is sent every frame. Idempotent.
     *
     * <p>Presence keeps nothing over a restart: it learns from what the relays announce. To the life of presence that the relay
     * followed last ({@code known.epoch}) the announcement says which of its sessions are still there; sessions that are not in
     * the answer were given up meanwhile, and their connections have to end. To a new life it says who is here: the persons are
     * here again, with their nicks, unless another one has the nick by now; sessions of relays that do not follow yet have the grace time to be
     * announced by their own.
     *
     * @param known everybody whom the relay believes to be here, on whichever relay; {@link PresenceSnapshot#NONE} at its start
     */
    record Follow(RelayId relay, PresenceSnapshot known) implements PresenceRequest<PresenceSnapshot> {}

    /**
     * The relay is alive, and asks how it stands. Sent every second in a cluster: a relay that is silent for some seconds is given
     * up, and its people have the grace time to come back, here or elsewhere, before others see them leave. Guests, who cannot
     * come back elsewhere, leave at once. Idempotent.
     *
     * @param connecting how many of its connections have not said yet who they are
     */
    record Beat(RelayId relay, int connecting) implements PresenceRequest<Standing> {}

    /** On which relays somebody is: the sessions of who has that nick; none where nobody has it. Idempotent. */
    record Locate(Nickname nick) implements PresenceRequest<List<SessionId>> {}

    /** The relay is about to stop: its people have the grace time to come back elsewhere. Idempotent. */
    record Retire(RelayId relay) implements PresenceRequest<Boolean> {}

    /** People said something; told by their relays now and then. Idempotent. */
    record Spoke(List<LastSpoken> spoken) implements PresenceRequest<Boolean> {
        public Spoke {
            spoken = List.copyOf(spoken);
        }
    }

    /** When each of them said something last, in the same order, as far as relays have told: they may be 10 s behind. */
    record WhenSpoken(List<PersonId> persons) implements PresenceRequest<List<LastSpoken>> {
        public WhenSpoken {
            persons = List.copyOf(persons);
        }
    }

    /**
     * Somebody takes private messages from another person although that one has no account, or does so no longer; until one of
     * them leaves. At most 100 of them: then the oldest goes. Idempotent.
     */
    record Accept(PersonId by, PersonId whom, boolean on) implements PresenceRequest<Boolean> {}

    /** Whether somebody takes private messages from another person although that one has no account. */
    record Accepts(PersonId by, PersonId whom) implements PresenceRequest<Boolean> {}

    /**
     * Somebody who is here under a nick that can be mistaken for this one, but is another. Asked only where names may look alike.
     *
     * @param own the nick of whoever asks, which does not count; null for none
     */
    record FindLookalike(Nickname nick, @Nullable Nickname own) implements PresenceRequest<Optional<Person>> {}

    /**
     * Who had a nick and has it no more, latest first: of the last 1,000 that anybody gave up, by leaving or for another one. Presence
     * forgets them when it begins anew. Idempotent.
     */
    record WhoWas(Nickname nick) implements PresenceRequest<List<Gone>> {}

    /** The sessions of somebody who is here; none for who is not. */
    record Devices(PersonId person) implements PresenceRequest<List<Device>> {}

    /** Those of some who are here, in any order. */
    record SeenAmong(List<PersonId> persons) implements PresenceRequest<List<Person>> {
        public SeenAmong {
            persons = List.copyOf(persons);
        }
    }

    /** Tells all relays something, in its place of the stream. Sent twice, it is told twice. */
    record Announce(Announcement what) implements PresenceRequest<Announced> {}

    /** What who looks after the server asks. */
    sealed interface Administration<R> extends PresenceRequest<R> {}

    /**
     * Who is here, in the order of their nicks, without regard to capitals.
     *
     * @param text what their nick, account, user or host contains; empty for all
     * @param after the nick after which to begin; empty for the beginning
     * @param limit 1 to 1,000
     */
    record ListPersons(String text, String after, int limit) implements Administration<List<Seen>> {}

    /** Whose session it is; empty when there is no such session. */
    record FindSession(SessionId session) implements Administration<Optional<Person>> {}

    /** Who has a nick. */
    record FindPerson(Nickname nick) implements Administration<Optional<Person>> {}

    record CountPeople() implements Administration<Census> {}
}
