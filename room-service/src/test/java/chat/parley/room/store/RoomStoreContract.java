package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Arrived;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.SearchHit;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Marking;
import chat.parley.room.model.Memberships;
import chat.parley.room.model.Need;
import chat.parley.room.model.ReadingPlan;
import chat.parley.room.model.Room;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.model.Verdict;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store has to do. */
public abstract class RoomStoreContract {
    protected final Actor alice = Actor.account("alice", 1);
    protected final Actor bob = Actor.account("bob", 2);
    protected final Actor visitor = Actor.guest("visitor", 7);
    protected RoomStore store = new MemoryRoomStore();
    protected Scribe scribe = new Scribe(store);

    /** An empty one. */
    protected abstract RoomStore open() throws Exception;

    @BeforeEach
    protected void begin() throws Exception {
        store = open();
        scribe = new Scribe(store);
    }

    @Test
    void findsWhatSomebodySaidInPages() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(bob.join("#den"));
        scribe.ask(alice.say("#den", "one"));
        scribe.ask(bob.say("#den", "not hers"));
        long taken = scribe.ask(alice.say("#den", "taken back")).sequence();
        scribe.ask(alice.tell(bob, "two"));
        scribe.ask(bob.tell(alice, "nor this"));
        scribe.ask(alice.say("#den", "three"));
        scribe.ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")), alice.author(), alice.origin(), 1, taken, null));

        List<String> texts = new ArrayList<>();
        MessageId after = new MessageId(0, 0);
        for (int pages = 0; after != null; pages++) {
            assertThat(pages).isLessThan(9);
            SaidPage page = await(store.said(alice.person(), after, 2));
            page.messages()
                    .forEach(said -> texts.add(Scribe.nameOf(said.conversation()) + " "
                            + ((Change.Message) said.event().change()).text()));
            after = page.next();
        }

        assertThat(texts).containsExactly("#den one", "#den three", "alice+bob two");
    }

    @Test
    void findsRoomsInPages() throws Exception {
        for (String room : List.of("#den", "#Attic", "#secret", "#denmark")) {
            scribe.ask(alice.join(room));
        }
        scribe.ask(bob.join("#den"));
        scribe.ask(alice.modes("#secret", Actor.flag(true, 's')));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.tell(bob, "psst"));

        List<FoundRoom> all = await(store.find("", "", 3));

        assertThat(all).extracting(room -> room.name().value()).containsExactly("#Attic", "#den", "#denmark");
        assertThat(all.get(1)).matches(den -> den.members() == 2 && den.topic().equals("a topic"));
        assertThat(await(store.find("", "#denmark", 3)))
                .singleElement()
                .matches(room -> room.flags().contains("s"));
        assertThat(await(store.find("den", "", 9))).hasSize(2);
        assertThat(await(store.count())).isEqualTo(new ConversationCount(4, 1));
    }

    @Test
    void keepsEveryKindOfEventAsItWas() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(visitor.join("#den"));
        scribe.ask(alice.say("#den", "It's 'quoted' \u00e4\u20ac\ud83d\ude00"));
        Tags tags = Tags.of("+draft/reply", "a;b \\ c").with("+typing", "");
        scribe.ask(say(MessageKind.NOTICE, "", tags));
        scribe.ask(say(MessageKind.TAGMSG, "", tags));
        scribe.ask(alice.modes(
                "#den", Actor.flag(true, 'm'), Actor.with('k', "key"), Actor.with('l', "9"), visitor.rank(true, 'v')));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.topic("#den", ""));
        scribe.ask(visitor.part("#den"));
        scribe.ask(new RoomRequest.Part(new RoomName("#den"), alice.author(), alice.origin(), null));

        List<Event> events = read(den, new HistorySelector.Latest(), 100, true);

        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(events)
                .extracting(Event::change)
                .containsExactly(
                        new Change.Join(),
                        new Change.Join(),
                        new Change.Message(MessageKind.PRIVMSG, "It's 'quoted' \u00e4\u20ac\ud83d\ude00", Tags.EMPTY),
                        new Change.Message(MessageKind.NOTICE, "", tags),
                        new Change.Message(MessageKind.TAGMSG, "", tags),
                        new Change.Modes(List.of(
                                Actor.flag(true, 'm'),
                                Actor.with('k', "key"),
                                Actor.with('l', "9"),
                                visitor.rank(true, 'v'))),
                        new Change.Topic("a topic"),
                        new Change.Topic(""),
                        new Change.Part("bye"),
                        new Change.Part(null));
        assertThat(events.get(0).author()).isEqualTo(alice.author());
        assertThat(events.get(1).author()).isEqualTo(visitor.author());
        assertThat(events).allMatch(event -> event.origin() == null && event.timeMillis() == 1_000);
    }

    private RoomRequest.Say say(MessageKind kind, String text, Tags tags) {
        return new RoomRequest.Say(
                new Target.ToRoom(new RoomName("#den")),
                alice.author(),
                alice.accountId(),
                alice.origin(),
                null,
                kind,
                text,
                tags,
                true);
    }

    @Test
    void readsEverySelectionOldestFirst() throws Exception {
        ConversationId den = tenMessages();
        long id = den.value();

        assertThat(texts(den, new HistorySelector.Latest(), 3)).containsExactly("8", "9", "10");
        assertThat(texts(den, new HistorySelector.LatestAfter(at(id, 8)), 3)).containsExactly("8", "9", "10");
        assertThat(texts(den, new HistorySelector.LatestAfter(at(id, 9)), 3)).containsExactly("9", "10");
        assertThat(texts(den, new HistorySelector.Before(at(id, 5)), 2)).containsExactly("2", "3");
        assertThat(texts(den, new HistorySelector.After(at(id, 5)), 2)).containsExactly("5", "6");
        assertThat(texts(den, new HistorySelector.Around(at(id, 6)), 4)).containsExactly("3", "4", "5", "6");
        assertThat(texts(den, new HistorySelector.Around(at(id, 6)), 1)).containsExactly("5");
        assertThat(texts(den, new HistorySelector.Between(at(id, 3), at(id, 8)), 2))
                .containsExactly("3", "4");
        assertThat(texts(den, new HistorySelector.Between(at(id, 8), at(id, 3)), 2))
                .containsExactly("5", "6");
        assertThat(texts(den, new HistorySelector.Between(at(id, 3), at(id, 4)), 2))
                .isEmpty();
    }

    @Test
    void readsByTimeAsByPlace() throws Exception {
        ConversationId den = tenMessages();

        assertThat(texts(den, new HistorySelector.LatestAfter(time(1_090)), 9)).containsExactly("10");
        assertThat(texts(den, new HistorySelector.Before(time(1_030)), 9)).containsExactly("1", "2");
        assertThat(texts(den, new HistorySelector.Before(time(1_031)), 2)).containsExactly("2", "3");
        assertThat(texts(den, new HistorySelector.After(time(1_075)), 2)).containsExactly("8", "9");
        assertThat(texts(den, new HistorySelector.Around(time(1_050)), 3)).containsExactly("4", "5", "6");
        assertThat(texts(den, new HistorySelector.Between(time(1_020), time(1_050)), 9))
                .containsExactly("3", "4");
        assertThat(texts(den, new HistorySelector.Between(time(1_050), time(1_020)), 1))
                .containsExactly("4");
        assertThat(texts(den, new HistorySelector.Between(at(den.value(), 8), time(1_020)), 2))
                .containsExactly("5", "6");
        assertThat(texts(den, new HistorySelector.After(time(9_999)), 5)).isEmpty();
        assertThat(texts(den, new HistorySelector.Before(time(1)), 5)).isEmpty();
    }

    @Test
    void findsNothingAtAPlaceThatIsNot() throws Exception {
        ConversationId den = tenMessages();

        assertThat(texts(den, new HistorySelector.Before(at(den.value(), 99)), 5))
                .isEmpty();
        assertThat(texts(den, new HistorySelector.Around(at(den.value() + 1, 3)), 5))
                .isEmpty();
    }

    @Test
    void countsOnlyWhatIsShown() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        for (int i = 1; i <= 5; i++) {
            scribe.ask(alice.say("#den", String.valueOf(i)));
            scribe.ask(bob.join("#den"));
            scribe.ask(bob.part("#den"));
        }

        assertThat(texts(den, new HistorySelector.Latest(), 3)).containsExactly("3", "4", "5");
        assertThat(read(den, new HistorySelector.Latest(), 3, true))
                .extracting(Event::sequence)
                .containsExactly(14L, 15L, 16L);
    }

    /** Messages 1 to 10 at sequences 2 to 11 and times 1010 to 1100. */
    private ConversationId tenMessages() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        for (int i = 1; i <= 10; i++) {
            scribe.now += 10;
            scribe.ask(alice.say("#den", String.valueOf(i)));
        }
        return den;
    }

    private static Place at(long conversation, long sequence) {
        return new Place.AtSequence(conversation, sequence);
    }

    private static Place time(long millis) {
        return new Place.AtTime(millis);
    }

    private List<String> texts(ConversationId id, HistorySelector selector, int limit) throws Exception {
        return read(id, selector, limit, false).stream()
                .map(event -> ((Change.Message) event.change()).text())
                .toList();
    }

    @Test
    void remembersUpToWhereSomebodyHasReadAndNeverGoesBack() throws Exception {
        scribe.now = 5_000;
        scribe.tell(mark(alice, room("#Den"), 3_000));
        scribe.tell(mark(alice, room("#den"), 2_000));
        scribe.tell(mark(alice, toBob(), 9_000));

        assertThat(marker(alice, room("#den"))).isEqualTo(3_000);
        assertThat(marker(alice, toBob()))
                .as("nobody reads what is not said yet")
                .isEqualTo(5_000);
        assertThat(marker(bob, room("#den"))).isZero();
    }

    @Test
    void knowsWhatWasReadUnderARoomsNewName() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.tell(mark(alice, room("#den"), 300));
        scribe.tell(mark(bob, room("#lair"), 200));
        scribe.tell(mark(bob, room("#den"), 100));
        scribe.tell(new RoomRequest.Rename(
                new RoomName("#den"), alice.author(), alice.origin(), new RoomName("#lair"), ""));

        assertThat(marker(alice, room("#den"))).isZero();
        assertThat(marker(alice, room("#lair"))).isEqualTo(300);
        assertThat(marker(bob, room("#lair"))).isEqualTo(200);
    }

    @Test
    void forgetsWhatAGuestHasReadWithTheGuest() throws Exception {
        Target toVisitor = new Target.ToPerson(visitor.person(), new Nickname("visitor"));
        scribe.tell(mark(visitor, room("#den"), 300));
        scribe.tell(mark(alice, toVisitor, 300));
        scribe.tell(visitor.depart());

        assertThat(marker(visitor, room("#den"))).isZero();
        assertThat(marker(alice, toVisitor)).isZero();
    }

    @Test
    void passesWhatAGuestHasReadOnToTheirAccount() throws Exception {
        Target toVisitor = new Target.ToPerson(visitor.person(), new Nickname("visitor"));
        scribe.tell(mark(visitor, room("#den"), 300));
        scribe.tell(mark(visitor, room("#lair"), 100));
        scribe.tell(mark(bob, room("#lair"), 200));
        scribe.tell(mark(alice, toVisitor, 400));
        scribe.tell(visitor.adopt(bob));

        assertThat(marker(bob, room("#den"))).isEqualTo(300);
        assertThat(marker(bob, room("#lair"))).isEqualTo(200);
        assertThat(marker(alice, toBob())).isEqualTo(400);
        assertThat(marker(visitor, room("#den"))).isZero();
    }

    @Test
    void forgetsWhatADeletedAccountHasRead() throws Exception {
        scribe.tell(mark(alice, room("#den"), 300));
        scribe.tell(mark(bob, new Target.ToPerson(alice.person(), new Nickname("alice")), 300));
        scribe.tell(new RoomRequest.Forget((PersonId.OfAccount) alice.person(), alice.author()));

        assertThat(marker(alice, room("#den"))).isZero();
        assertThat(marker(bob, new Target.ToPerson(alice.person(), new Nickname("alice"))))
                .isZero();
    }

    @Test
    void remembersAThousandConversationsOfAnybodyAndNoMore() throws Exception {
        for (int i = 0; i < 1_010; i++) {
            scribe.decide(mark(alice, room("#r" + i), i < 1_005 ? 500 : 600));
        }
        scribe.tell(mark(alice, room("#first"), 400));
        scribe.tell(mark(bob, room("#r0"), 1));

        long kept = 0;
        for (int i = 0; i < 1_010; i++) {
            kept += marker(alice, room("#r" + i)) > 0 ? 1 : 0;
        }
        assertThat(kept).isEqualTo(1_000);
        assertThat(marker(alice, room("#r1009"))).isEqualTo(600);
        assertThat(marker(alice, room("#first"))).isZero();
        assertThat(marker(bob, room("#r0"))).isEqualTo(1);
    }

    private static Target room(String name) {
        return new Target.ToRoom(new RoomName(name));
    }

    private Target toBob() {
        return new Target.ToPerson(bob.person(), new Nickname("bob"));
    }

    private static RoomRequest.MarkRead mark(Actor reader, Target target, long timeMillis) {
        return new RoomRequest.MarkRead(reader.person(), target, timeMillis);
    }

    private long marker(Actor reader, Target target) throws Exception {
        return await(store.readMarker(Marking.key(reader.person(), target)));
    }

    @Test
    void keepsAMessageOfSeveralLinesAsOne() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(alice.say("#den", "one\ntwo \rand more\n"));

        assertThat(texts(den, new HistorySelector.Latest(), 10)).containsExactly("one\ntwo \rand more\n");
    }

    @Test
    void takesBackWhatWasSaidAndKeepsItsPlace() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(alice.say("#den", "one"));
        long second = scribe.ask(alice.say("#den", "two")).sequence();

        scribe.ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")), alice.author(), alice.origin(), den.value(), second, "oops"));

        assertThat(read(den, new HistorySelector.Latest(), 10, false))
                .extracting(Event::sequence)
                .containsExactly(2L);
        assertThat(read(den, new HistorySelector.Latest(), 10, true).getLast().change())
                .isEqualTo(new Change.Redaction(second, "oops"));
        List<Event> all = await(store.read(den, new Slice(null, false, null, false, 10, new Shown.Everything())));
        assertThat(all).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.get(2).change()).isEqualTo(new Change.Redacted());
        assertThat(all.get(2).author()).isEqualTo(alice.author());
    }

    @Test
    void showsWhatWasSaidToARankToThatRankAndAbove() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        for (RoomRank rank : RoomRank.values()) {
            for (MessageKind kind : MessageKind.values()) {
                Target target = new Target.ToRoom(new RoomName("#den"), rank);
                scribe.ask(new RoomRequest.Say(
                        target, alice.author(), null, alice.origin(), null, kind, "psst", Tags.EMPTY, true));
            }
        }

        assertThat(shown(den, false, null)).isEmpty();
        assertThat(shown(den, false, RoomRank.VOICE)).containsExactly(2L, 3L);
        assertThat(shown(den, false, RoomRank.HALFOP)).containsExactly(2L, 3L, 5L, 6L);
        assertThat(shown(den, true, null)).containsExactly(1L);
        assertThat(shown(den, true, RoomRank.HALFOP)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(shown(den, true, RoomRank.OPERATOR)).hasSize(10);
        assertThat(await(store.read(den, new Slice(null, false, null, true, 1, new Shown.Everything())))
                        .getFirst()
                        .change())
                .isEqualTo(new Change.Message(MessageKind.TAGMSG, "psst", Tags.EMPTY, RoomRank.OPERATOR));
    }

    private List<Long> shown(ConversationId id, boolean events, @Nullable RoomRank upTo) throws Exception {
        Slice slice = new Slice(null, false, null, false, 100, new Shown.ToReader(events, upTo));
        return await(store.read(id, slice)).stream().map(Event::sequence).toList();
    }

    @Test
    void findsARenamedRoomUnderItsNewNameAlone() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        ConversationId pub = scribe.ask(alice.join("#pub")).conversation().id();
        scribe.ask(rename("#den", "#Lair"));
        scribe.ask(rename("#pub", "#den"));
        scribe.ask(rename("#lair", "#LAIR"));

        assertThat(new Scribe(store).describe("#lair").room())
                .isEqualTo(new ConversationRef.Room(den, new RoomName("#LAIR")));
        assertThat(new Scribe(store).describe("#lair").room().name().value()).isEqualTo("#LAIR");
        assertThat(new Scribe(store).describe("#den").room().id()).isEqualTo(pub);
        assertThat(await(store.load(List.of(new Need.OfRoom(new RoomName("#pub"))))))
                .containsExactly(new Loaded.Absent(new Need.OfRoom(new RoomName("#pub"))));
        assertThat(read(den, new HistorySelector.Latest(), 1, true).getLast().change())
                .isEqualTo(new Change.Rename(new RoomName("#Lair"), new RoomName("#LAIR"), "why not"));
    }

    private RoomRequest.Rename rename(String room, String now) {
        return new RoomRequest.Rename(new RoomName(room), alice.author(), alice.origin(), new RoomName(now), "why not");
    }

    @Test
    void keepsWhatModeratorsLaidDown() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(bob.join("#den"));
        scribe.ask(alice.modes(
                "#den",
                new ModeChange(true, 'b', "Evil!*@*", null),
                new ModeChange(true, 'b', "a:evil", null),
                new ModeChange(true, 'e', "x!*@*", null),
                new ModeChange(true, 'I', "y!*@*", null),
                bob.rank(true, 'h')));
        scribe.ask(alice.modes("#den", new ModeChange(false, 'b', "a:EVIL", null)));
        scribe.ask(new RoomRequest.Invite(
                new RoomName("#den"), alice.author(), alice.origin(), visitor.person(), new Nickname("visitor")));

        Loaded loaded = await(store.load(List.of(new Need.OfConversation(den)))).getFirst();
        Moderation moderation = ((Room) ((Loaded.Found) loaded).conversation()).moderation();

        assertThat(moderation.list('b')).extracting(ListEntry::mask).containsExactly("Evil!*@*");
        assertThat(moderation.list('b').getFirst().setBy()).isEqualTo("alice!user@host");
        assertThat(moderation.list('e')).extracting(ListEntry::mask).containsExactly("x!*@*");
        assertThat(moderation.list('I')).extracting(ListEntry::mask).containsExactly("y!*@*");
        assertThat(moderation.kept(new AccountId(1))).isEqualTo(Ranks.FOUNDER | Ranks.OPERATOR);
        assertThat(moderation.kept(new AccountId(2))).isEqualTo(Ranks.HALFOP);
        assertThat(moderation.invitation(visitor.person())).isNotNull();
        assertThat(await(store.invitations(visitor.person()))).containsExactly(new RoomName("#den"));
        scribe.tell(visitor.depart());
        assertThat(await(store.invitations(visitor.person()))).isEmpty();
    }

    private List<Event> read(ConversationId id, HistorySelector selector, int limit, boolean eventsToo)
            throws Exception {
        return switch (ReadingPlan.of(selector, id.value(), 50, limit, new Shown.ToReader(eventsToo, null))) {
            case ReadingPlan.Nothing _nothing -> List.of();
            case ReadingPlan.One(Slice slice) -> await(store.read(id, slice));
            case ReadingPlan.Both(Slice first, Slice second) -> {
                List<Event> both = new ArrayList<>(await(store.read(id, first)));
                both.addAll(await(store.read(id, second)));
                yield both;
            }
            case ReadingPlan.Either(Slice first, Slice second) -> {
                List<Event> events = await(store.read(id, first));
                yield events.isEmpty() ? await(store.read(id, second)) : events;
            }
        };
    }

    @Test
    void keepsWhatARoomSaysOfItself() throws Exception {
        MetadataKey name = new MetadataKey("display-name");
        MetadataKey mood = new MetadataKey("example.org/mood");
        scribe.ask(visitor.join("#den"));
        scribe.ask(visitor.describe("#den", name, "-> \uD83D\uDC9C = The Den"));
        scribe.ask(visitor.describe("#den", mood, "calm"));
        scribe.ask(visitor.describe("#den", new MetadataChange.Remove(List.of(mood))));
        ConversationId den = scribe.describe("#den").room().id();

        assertThat(new Scribe(store).describe("#den").metadata().values())
                .isEqualTo(Map.of(name, "-> \uD83D\uDC9C = The Den"));
        Slice all = new Slice(null, false, null, false, 100, new Shown.Everything());
        assertThat(await(store.read(den, all)))
                .extracting(Event::change)
                .endsWith(
                        new Change.Described(Map.of(mood, "calm"), List.of()),
                        new Change.Described(Map.of(), List.of(mood)));
        Slice shown = new Slice(null, false, null, false, 100, new Shown.ToReader(true, null));
        assertThat(await(store.read(den, shown))).extracting(Event::change).containsExactly(new Change.Join());
        scribe.tell(visitor.part("#den"));
        scribe.ask(visitor.join("#den"));
        assertThat(scribe.describe("#den").metadata().isEmpty()).isTrue();
    }

    @Test
    void givesBackARoomAsItWas() throws Exception {
        scribe.ask(alice.join("#Den"));
        scribe.ask(visitor.join("#den"));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.modes("#den", Actor.with('k', "key"), Actor.flag(true, 's'), visitor.rank(true, 'v')));
        RoomSnapshot before = scribe.describe("#den");

        RoomSnapshot after = new Scribe(store).describe("#DEN");

        assertThat(after.room().name().value()).isEqualTo("#Den");
        assertThat(after).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(before);
    }

    @Test
    void storesABatchOfManyConversationsAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            scribe.decide(alice.join("#room" + i));
            scribe.decide(bob.join("#room" + i));
            scribe.decide(alice.say("#room" + i, "hello"));
            scribe.decide(alice.tell(Actor.account("friend" + i, 100L + i), "psst"));
        }
        long batch = scribe.commit();

        assertThat(await(store.lastBatch())).isEqualTo(batch);
        Scribe other = new Scribe(store);
        for (int i = 0; i < 20; i++) {
            assertThat(other.describe("#room" + i).sequence()).isEqualTo(3);
        }
        assertThat(other.ask(Actor.account("friend3", 103).tell(alice, "yes?")).sequence())
                .isEqualTo(2);
    }

    @Test
    void keepsTheLastStateOfWhatChangesTwiceInABatch() throws Exception {
        scribe.decide(alice.join("#den"));
        scribe.decide(bob.join("#den"));
        scribe.decide(bob.part("#den"));
        scribe.decide(visitor.join("#guests"));
        scribe.decide(visitor.part("#guests"));
        scribe.decide(visitor.join("#guests"));
        scribe.commit();

        Scribe other = new Scribe(store);
        assertThat(other.describe("#den").members()).hasSize(1);
        assertThat(other.describe("#guests").sequence()).isEqualTo(1);
        assertThat(other.describe("#guests").members()).hasSize(1);
    }

    @Test
    void endsConversationsWithEverythingInThem() throws Exception {
        Accepted guests = scribe.ask(visitor.join("#guests"));
        Accepted direct = scribe.ask(visitor.tell(bob, "hi"));
        scribe.tell(visitor.depart());

        assertThat(new Scribe(store).exists("#guests")).isFalse();
        assertThat(missed(2)).isEmpty();
        while (await(store.purge(0, 1))) {
            // little by little
        }
        assertThat(read(guests.conversation().id(), new HistorySelector.Latest(), 9, true))
                .isEmpty();
        assertThat(read(direct.conversation().id(), new HistorySelector.Latest(), 9, true))
                .isEmpty();
    }

    @Test
    void remembersNoncesUntilTheyArePurged() throws Exception {
        scribe.ask(alice.join("#den"));
        Accepted first = scribe.ask(alice.say("#den", "once", "n"));
        assertThat(new Scribe(store).ask(alice.say("#den", "once", "n")).sequence())
                .isEqualTo(first.sequence());

        while (await(store.purge(1_000, 10))) {
            // little by little
        }
        assertThat(new Scribe(store).ask(alice.say("#den", "once", "n")).repeated())
                .isTrue();
        while (await(store.purge(1_001, 10))) {
            // little by little
        }
        assertThat(new Scribe(store).ask(alice.say("#den", "once", "n")).repeated())
                .isFalse();
    }

    protected List<Arrived.Missed> missed(long account) throws Exception {
        return await(store.missed(List.of(new AccountId(account)))).getFirst();
    }

    @Test
    void tellsWhatSomebodyMissed() throws Exception {
        ConversationId withAlice =
                scribe.ask(alice.tell(bob, "one")).conversation().id();
        scribe.now += 10;
        scribe.ask(alice.tell(bob, "two"));
        scribe.ask(bob.tell(Actor.account("carol", 3), "my own words are no news"));

        assertThat(missed(2)).singleElement().satisfies(missed -> {
            assertThat(missed.conversation().id()).isEqualTo(withAlice);
            assertThat(missed)
                    .extracting(Arrived.Missed::given, Arrived.Missed::latest, Arrived.Missed::latestTimeMillis)
                    .containsExactly(0L, 2L, 1_010L);
        });
        scribe.tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 1L)));
        scribe.tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 0L)));
        assertThat(missed(2))
                .singleElement()
                .satisfies(missed -> assertThat(missed.given()).isEqualTo(1));
        scribe.tell(new RoomRequest.Given(new AccountId(2), Map.of(withAlice, 2L)));
        assertThat(missed(2)).isEmpty();
        assertThat(missed(1)).isEmpty();
    }

    @Test
    void leavesNothingOfADeletedAccountButWhatItSaid() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(alice.say("#den", "once", "n"));
        scribe.ask(bob.join("#den"));
        ConversationId withBob =
                scribe.ask(bob.tell(alice, "psst")).conversation().id();
        scribe.tell(new RoomRequest.Given(new AccountId(1), Map.of(withBob, 1L)));

        PersonId.OfAccount account = (PersonId.OfAccount) alice.person();
        scribe.tell(new RoomRequest.Forget(account, alice.author()));

        List<Event> record = read(den, new HistorySelector.Latest(), 100, true);
        assertThat(record).hasSize(4);
        assertThat(record)
                .filteredOn(event -> event.author().person().equals(account))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.author().account()).isNull());
        assertThat(record.getLast().change()).isEqualTo(new Change.Part("Account deleted"));
        assertThat(record.get(2).author().account()).isEqualTo("bob");
        assertThat(missed(1)).isEmpty();
        assertThat(await(store.load(List.of(new Need.OfPerson(account)))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Loaded.FoundPerson.class,
                        found -> assertThat(found.memberships())
                                .usingRecursiveComparison()
                                .isEqualTo(new Memberships()));
    }

    @Test
    void tellsWhatAnAccountMissedInItsRooms() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(alice.say("#den", "before bob came"));
        ConversationId den = scribe.ask(bob.join("#den")).conversation().id();
        assertThat(missed(2)).isEmpty();

        scribe.now += 10;
        long said = scribe.ask(alice.say("#den", "after")).sequence();
        scribe.ask(bob.say("#den", "my own words are no news"));

        assertThat(missed(2)).singleElement().satisfies(missed -> {
            assertThat(missed.conversation()).isEqualTo(new ConversationRef.Room(den, new RoomName("#den")));
            assertThat(missed)
                    .extracting(Arrived.Missed::given, Arrived.Missed::latest, Arrived.Missed::latestTimeMillis)
                    .containsExactly(said - 1, said, 1_010L);
        });
        scribe.ask(alice.tell(bob, "private ones are told first"));
        assertThat(missed(2))
                .extracting(missed -> missed.conversation().id())
                .hasSize(2)
                .last()
                .isEqualTo(den);
        scribe.tell(new RoomRequest.Given(new AccountId(2), Map.of(den, said)));
        assertThat(missed(2)).hasSize(1);
        assertThat(missed(3)).isEmpty();
    }

    @Test
    void findsWhatWasSaidByItsWords() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(bob.join("#den"));
        scribe.now = 2_000;
        scribe.ask(alice.say("#den", "That was Fast!"));
        scribe.now = 3_000;
        scribe.ask(bob.say("#den", "Fasting is hard, \u00c5sa"));
        scribe.now = 4_000;
        scribe.ask(alice.say("#den", "a b"));

        assertThat(found(alice, "#den", null, "fast", null, null, 10))
                .containsExactly("#den That was Fast!", "#den Fasting is hard, \u00c5sa");
        assertThat(found(alice, "#den", null, "FAST was", null, null, 10)).containsExactly("#den That was Fast!");
        assertThat(found(alice, "#den", null, "asa", null, null, 10)).containsExactly("#den Fasting is hard, \u00c5sa");
        assertThat(found(alice, "#den", null, "fa", null, null, 10)).isEmpty();
        assertThat(found(alice, "#den", null, "b", null, null, 10)).containsExactly("#den a b");
        assertThat(found(alice, "#den", "ALICE", "", null, null, 10))
                .containsExactly("#den That was Fast!", "#den a b");
        assertThat(found(alice, "#den", "bob", "was", null, null, 10)).isEmpty();
        assertThat(found(alice, "#den", null, "fast", null, null, 1)).containsExactly("#den Fasting is hard, \u00c5sa");
        assertThat(found(alice, "#den", null, "fast", 2_000L, null, 1)).containsExactly("#den That was Fast!");
        assertThat(found(alice, "#den", null, "fast", null, 2_000L, 9)).containsExactly("#den That was Fast!");
        assertThat(found(alice, "#den", null, "fast", 2_001L, 2_999L, 9)).isEmpty();
        assertThat(found(alice, "#den", null, "", null, null, 2))
                .containsExactly("#den Fasting is hard, \u00c5sa", "#den a b");
    }

    @Test
    void findsNothingButWhereTheReaderIs() throws Exception {
        Actor carol = Actor.account("carol", 3);
        scribe.ask(alice.join("#den"));
        scribe.ask(carol.join("#pub"));
        scribe.now = 2_000;
        scribe.ask(alice.say("#den", "needle in the den"));
        scribe.now = 3_000;
        scribe.ask(carol.say("#pub", "needle in the pub"));
        scribe.now = 4_000;
        scribe.ask(bob.tell(alice, "needle for alice"));
        scribe.ask(bob.tell(carol, "needle for carol"));

        assertThat(found(alice, null, null, "needle", null, null, 10))
                .containsExactly("#den needle in the den", "alice+bob needle for alice");
        assertThat(found(alice, null, null, "needle", 1L, null, 1)).containsExactly("#den needle in the den");
        assertThat(found(bob, null, null, "needle", null, null, 10))
                .containsExactly("alice+bob needle for alice", "bob+carol needle for carol");
        assertThat(found(visitor, null, null, "needle", null, null, 10)).isEmpty();
        scribe.ask(alice.part("#den"));
        assertThat(found(alice, null, null, "needle", null, null, 10)).containsExactly("alice+bob needle for alice");
    }

    @Test
    void findsNothingThatWasTakenBackOrIsForOthers() throws Exception {
        ConversationId den = scribe.ask(alice.join("#den")).conversation().id();
        scribe.ask(bob.join("#den"));
        long said = scribe.ask(alice.say("#den", "secret needle")).sequence();
        scribe.ask(alice.say(
                new Target.ToRoom(new RoomName("#den"), RoomRank.OPERATOR), "needle for operators", null, true));
        scribe.ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")), alice.author(), alice.origin(), den.value(), said, null));

        assertThat(found(bob, "#den", null, "needle", null, null, 10)).isEmpty();
        assertThat(found(bob, "#den", "alice", "", null, null, 10)).isEmpty();
        assertThat(found(alice, "#den", null, "needle", null, null, 10)).containsExactly("#den needle for operators");
        assertThat(found(alice, null, null, "needle", null, null, 10)).isEmpty();
    }

    @Test
    void findsNothingOfAConversationThatEnded() throws Exception {
        scribe.ask(visitor.join("#guests"));
        scribe.ask(visitor.say("#guests", "needle"));
        scribe.tell(visitor.part("#guests"));
        while (await(store.purge(0, 1))) {
            // little by little
        }
        scribe.ask(visitor.join("#guests"));
        assertThat(found(visitor, "#guests", null, "needle", null, null, 10)).isEmpty();
        scribe.ask(visitor.say("#guests", "another needle"));
        assertThat(found(visitor, null, null, "needle", null, null, 10)).containsExactly("#guests another needle");
    }

    @Test
    void takesWhateverStrangersAskForAsWords() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(alice.say("#den", "OR and NEAR"));
        for (String text : List.of(
                "\" OR 1",
                "a* OR b",
                "NEAR(a b)",
                "words:x",
                "-",
                "^a",
                "{",
                "'",
                "\u0000",
                "\uD83D",
                "a\"\"b",
                "(",
                "%",
                "*")) {
            assertThat(found(alice, "#den", "a[]\\`", text, null, null, 10)).isEmpty();
        }
        assertThat(found(alice, "#den", null, "\"NEAR\" OR", null, null, 10)).containsExactly("#den OR and NEAR");
    }

    /** Found in the index as well as before it is made. */
    private List<String> found(
            Actor reader,
            @Nullable String room,
            @Nullable String from,
            String text,
            @Nullable Long after,
            @Nullable Long before,
            int limit)
            throws Exception {
        Target in = room == null ? null : new Target.ToRoom(new RoomName(room));
        Nickname nick = from == null ? null : new Nickname(from);
        Verdict verdict = scribe.decide(new RoomRequest.Search(reader.person(), in, nick, after, before, text, limit));
        assertThat(verdict).isInstanceOf(Verdict.MaySearch.class);
        List<SearchHit> hits = await(store.search(((Verdict.MaySearch) verdict).plan()));
        while (await(store.purge(0, 2_000))) {
            // until all is in the index
        }
        assertThat(await(store.search(((Verdict.MaySearch) verdict).plan()))).isEqualTo(hits);
        return hits.stream()
                .map(hit -> Scribe.nameOf(hit.conversation()) + " "
                        + ((Change.Message) hit.event().change()).text())
                .toList();
    }

    @Test
    void listsTheConversationsOfLateOldestFirst() throws Exception {
        scribe.ask(alice.join("#first"));
        scribe.ask(alice.join("#silent"));
        scribe.now = 2_000;
        scribe.ask(alice.say("#first", "x"));
        scribe.now = 3_000;
        scribe.ask(bob.tell(alice, "x"));

        assertThat(targets(0, 9_999, 10)).containsExactly("#first 2000", "alice+bob 3000");
        assertThat(targets(2_000, 9_999, 10)).containsExactly("alice+bob 3000");
        assertThat(targets(0, 3_000, 10)).containsExactly("#first 2000");
        assertThat(targets(0, 9_999, 1)).containsExactly("#first 2000");
    }

    private List<String> targets(long after, long before, int limit) throws Exception {
        return await(store.targets(alice.person(), after, before, limit)).stream()
                .map(target -> Scribe.nameOf(target.conversation()) + " " + target.latestTimeMillis())
                .toList();
    }

    @Test
    void listsRoomsThatAreNotSecret() throws Exception {
        scribe.ask(alice.join("#den"));
        scribe.ask(alice.topic("#den", "a topic"));
        scribe.ask(alice.join("#hidden"));
        scribe.ask(alice.modes("#hidden", Actor.flag(true, 's')));
        scribe.ask(alice.tell(bob, "no room"));

        assertThat(await(store.rooms(10)))
                .containsExactly(new RoomSummary(new RoomName("#den"), 0, "a topic", 1_000, 1_000));
    }

    @Test
    void findsPrivateConversationsInWhichSomethingWasSaidLately() throws Exception {
        Actor carol = Actor.account("carol", 3);
        scribe.now = 1_000;
        scribe.ask(alice.tell(bob, "old"));
        scribe.ask(alice.tell(carol, "old"));
        scribe.ask(alice.join("#den"));
        scribe.now = 2_000;
        scribe.ask(alice.tell(bob, "new"));
        scribe.ask(alice.say("#den", "new"));
        scribe.now = 3_000;
        scribe.ask(bob.tell(alice, "newer"));
        scribe.now = 4_000;
        scribe.ask(bob.tell(bob, "to myself"));

        assertThat(recent(2_000, 10)).containsExactly("bob+bob 0 1", "alice+bob 1 3");
        assertThat(recent(2_001, 10)).containsExactly("bob+bob 0 1", "alice+bob 2 3");
        assertThat(recent(2_000, 1)).containsExactly("bob+bob 0 1");
        assertThat(recent(1_000, 10)).containsExactly("bob+bob 0 1", "alice+bob 0 3", "alice+carol 0 1");
        assertThat(recent(4_001, 10)).isEmpty();
    }

    private List<String> recent(long sinceMillis, int limit) throws Exception {
        return await(store.recentDirects(sinceMillis, limit)).stream()
                .map(recent -> Scribe.nameOf(recent.conversation()) + " " + recent.before() + " " + recent.latest())
                .toList();
    }

    @Test
    void forgetsWhatWasSaidLatelyInAConversationThatEnded() throws Exception {
        scribe.ask(visitor.tell(alice, "hi"));

        scribe.tell(visitor.depart());

        assertThat(recent(0, 10)).isEmpty();
    }

    @Test
    void knowsTheGuestsThatHaveAPartInSomething() throws Exception {
        Actor other = Actor.guest("other", 8);
        scribe.ask(visitor.join("#den"));
        scribe.ask(visitor.join("#pub"));
        scribe.ask(alice.join("#den"));
        scribe.ask(other.tell(alice, "hi"));
        assertThat(await(store.guests()))
                .containsExactlyInAnyOrder((PersonId.OfGuest) visitor.person(), (PersonId.OfGuest) other.person());

        scribe.tell(visitor.depart());

        assertThat(await(store.guests())).containsExactly((PersonId.OfGuest) other.person());
    }
}
