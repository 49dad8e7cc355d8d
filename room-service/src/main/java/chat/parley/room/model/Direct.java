package chat.parley.room.model;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.protocol.name.Nickname;

/** What two people say to each other, or somebody to themselves. */
public final class Direct extends Conversation {
    private Need.OfPair pair;
    private ConversationRef.Direct ref;

    /** As read from the store, or new with sequence 0; the persons in the order of {@link Need.OfPair}. */
    public Direct(ConversationRef.Direct ref, long sequence, long lastTimeMillis) {
        super(ref.id(), sequence, lastTimeMillis);
        this.ref = ref;
        this.pair = new Need.OfPair(ref.first(), ref.second());
    }

    static Direct between(ConversationId id, PersonId one, Nickname oneNick, PersonId other, Nickname otherNick) {
        return new Direct(refOf(id, one, oneNick, other, otherNick), 0, 0);
    }

    private static ConversationRef.Direct refOf(
            ConversationId id, PersonId one, Nickname oneNick, PersonId other, Nickname otherNick) {
        return Need.OfPair.of(one, other).first().equals(one)
                ? new ConversationRef.Direct(id, one, oneNick, other, otherNick)
                : new ConversationRef.Direct(id, other, otherNick, one, oneNick);
    }

    @Override
    public ConversationRef.Direct ref() {
        return ref;
    }

    @Override
    public Need.OfPair need() {
        return pair;
    }

    /**
     * Somebody in it is called something now.
     *
     * @return whether that is news
     */
    boolean named(PersonId person, String nick) {
        boolean first = person.equals(ref.first());
        boolean second = person.equals(ref.second());
        boolean news = (first && !ref.firstNick().value().equals(nick))
                || (second && !ref.secondNick().value().equals(nick));
        if (news) {
            Nickname now = new Nickname(nick);
            ref = new ConversationRef.Direct(
                    id(), ref.first(), first ? now : ref.firstNick(), ref.second(), second ? now : ref.secondNick());
        }
        return news;
    }

    /** Puts another person in somebody's place. */
    void replace(PersonId before, PersonId now) {
        PersonId other = pair.other(before);
        ref = refOf(id(), now, ref.otherNick(other), other.equals(before) ? now : other, ref.otherNick(before));
        pair = new Need.OfPair(ref.first(), ref.second());
    }

    @Override
    void apply(Event event) {
        // nothing that is said changes more than the sequence
    }
}
