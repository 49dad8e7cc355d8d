package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.RoomRank;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SaidPage;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of a conversation: which part of it, by place and by time, and what of that is shown to whom. */
interface HistoryContract extends StoreBench {
    @Test
    default void readsEverySelectionOldestFirst() throws Exception {
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
    default void readsByTimeAsByPlace() throws Exception {
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
    default void findsNothingAtAPlaceThatIsNot() throws Exception {
        ConversationId den = tenMessages();

        assertThat(texts(den, new HistorySelector.Before(at(den.value(), 99)), 5))
                .isEmpty();
        assertThat(texts(den, new HistorySelector.Around(at(den.value() + 1, 3)), 5))
                .isEmpty();
    }

    @Test
    default void countsOnlyWhatIsShown() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        for (int i = 1; i <= 5; i++) {
            scribe().ask(alice().say("#den", String.valueOf(i)));
            scribe().ask(bob().join("#den"));
            scribe().ask(bob().part("#den"));
        }

        assertThat(texts(den, new HistorySelector.Latest(), 3)).containsExactly("3", "4", "5");
        assertThat(read(den, new HistorySelector.Latest(), 3, true))
                .extracting(Event::sequence)
                .containsExactly(14L, 15L, 16L);
    }

    /** Messages 1 to 10 at sequences 2 to 11 and times 1010 to 1100. */
    private ConversationId tenMessages() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        for (int i = 1; i <= 10; i++) {
            scribe().now += 10;
            scribe().ask(alice().say("#den", String.valueOf(i)));
        }
        return den;
    }

    private static Place at(long conversation, long sequence) {
        return new Place.AtSequence(conversation, sequence);
    }

    private static Place time(long millis) {
        return new Place.AtTime(millis);
    }

    @Test
    default void keepsAMessageOfSeveralLinesAsOne() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(alice().say("#den", "one\ntwo \rand more\n"));

        assertThat(texts(den, new HistorySelector.Latest(), 10)).containsExactly("one\ntwo \rand more\n");
    }

    @Test
    default void takesBackWhatWasSaidAndKeepsItsPlace() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(alice().say("#den", "one"));
        long second = scribe().ask(alice().say("#den", "two")).sequence();

        scribe().ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")),
                alice().author(),
                alice().origin(),
                den.value(),
                second,
                "oops"));

        assertThat(read(den, new HistorySelector.Latest(), 10, false))
                .extracting(Event::sequence)
                .containsExactly(2L);
        assertThat(read(den, new HistorySelector.Latest(), 10, true).getLast().change())
                .isEqualTo(new Change.Redaction(second, "oops"));
        List<Event> all = await(store().read(den, new Slice(null, false, null, false, 10, new Shown.Everything())));
        assertThat(all).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.get(2).change()).isEqualTo(new Change.Redacted());
        assertThat(all.get(2).author()).isEqualTo(alice().author());
    }

    @Test
    default void showsWhatWasSaidToARankToThatRankAndAbove() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        for (RoomRank rank : RoomRank.values()) {
            for (MessageKind kind : MessageKind.values()) {
                Target target = new Target.ToRoom(new RoomName("#den"), rank);
                scribe().ask(new RoomRequest.Say(
                        target, alice().author(), null, alice().origin(), null, kind, "psst", Tags.EMPTY, true));
            }
        }

        assertThat(shown(den, false, null)).isEmpty();
        assertThat(shown(den, false, RoomRank.VOICE)).containsExactly(2L, 3L);
        assertThat(shown(den, false, RoomRank.HALFOP)).containsExactly(2L, 3L, 5L, 6L);
        assertThat(shown(den, true, null)).containsExactly(1L);
        assertThat(shown(den, true, RoomRank.HALFOP)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(shown(den, true, RoomRank.OPERATOR)).hasSize(10);
        assertThat(await(store().read(den, new Slice(null, false, null, true, 1, new Shown.Everything())))
                        .getFirst()
                        .change())
                .isEqualTo(new Change.Message(MessageKind.TAGMSG, "psst", Tags.EMPTY, RoomRank.OPERATOR));
    }

    private List<Long> shown(ConversationId id, boolean events, @Nullable RoomRank upTo) throws Exception {
        Slice slice = new Slice(null, false, null, false, 100, new Shown.ToReader(events, upTo));
        return await(store().read(id, slice)).stream().map(Event::sequence).toList();
    }

    @Test
    default void keepsEveryKindOfEventAsItWas() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(visitor().join("#den"));
        scribe().ask(alice().say("#den", "It's 'quoted' \u00e4\u20ac\ud83d\ude00"));
        Tags tags = Tags.of("+draft/reply", "a;b \\ c").with("+typing", "");
        scribe().ask(say(MessageKind.NOTICE, "", tags));
        scribe().ask(say(MessageKind.TAGMSG, "", tags));
        scribe().ask(alice().modes(
                        "#den",
                        Actor.flag(true, 'm'),
                        Actor.with('k', "key"),
                        Actor.with('l', "9"),
                        visitor().rank(true, 'v')));
        scribe().ask(alice().topic("#den", "a topic"));
        scribe().ask(alice().topic("#den", ""));
        scribe().ask(visitor().part("#den"));
        scribe().ask(new RoomRequest.Part(new RoomName("#den"), alice().author(), alice().origin(), null));

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
                                visitor().rank(true, 'v'))),
                        new Change.Topic("a topic"),
                        new Change.Topic(""),
                        new Change.Part("bye"),
                        new Change.Part(null));
        assertThat(events.get(0).author()).isEqualTo(alice().author());
        assertThat(events.get(1).author()).isEqualTo(visitor().author());
        assertThat(events).allMatch(event -> event.origin() == null && event.timeMillis() == 1_000);
    }

    private RoomRequest.Say say(MessageKind kind, String text, Tags tags) {
        return new RoomRequest.Say(
                new Target.ToRoom(new RoomName("#den")),
                alice().author(),
                alice().accountId(),
                alice().origin(),
                null,
                kind,
                text,
                tags,
                true);
    }

    @Test
    default void findsWhatSomebodySaidInPages() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(bob().join("#den"));
        scribe().ask(alice().say("#den", "one"));
        scribe().ask(bob().say("#den", "not hers"));
        long taken = scribe().ask(alice().say("#den", "taken back")).sequence();
        scribe().ask(alice().tell(bob(), "two"));
        scribe().ask(bob().tell(alice(), "nor this"));
        scribe().ask(alice().say("#den", "three"));
        scribe().ask(new RoomRequest.Redact(
                new Target.ToRoom(new RoomName("#den")), alice().author(), alice().origin(), 1, taken, null));

        List<String> texts = new ArrayList<>();
        MessageId after = new MessageId(0, 0);
        for (int pages = 0; after != null; pages++) {
            assertThat(pages).isLessThan(9);
            SaidPage page = await(store().said(alice().person(), after, 2));
            page.messages()
                    .forEach(said -> texts.add(Scribe.nameOf(said.conversation()) + " "
                            + ((Change.Message) said.event().change()).text()));
            after = page.next();
        }

        assertThat(texts).containsExactly("#den one", "#den three", "alice+bob two");
    }
}
