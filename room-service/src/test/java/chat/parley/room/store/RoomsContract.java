package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationCount;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.Event;
import chat.parley.contracts.room.FoundRoom;
import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.ListEntry;
import chat.parley.contracts.room.ModeChange;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.RoomSnapshot;
import chat.parley.contracts.room.RoomSummary;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Need;
import chat.parley.room.model.Room;
import chat.parley.room.model.Shown;
import chat.parley.room.model.Slice;
import chat.parley.room.policy.Moderation;
import chat.parley.room.policy.Ranks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a room, and which rooms there are. */
interface RoomsContract extends StoreBench {
    @Test
    default void givesBackARoomAsItWas() throws Exception {
        scribe().ask(alice().join("#Den"));
        scribe().ask(visitor().join("#den"));
        scribe().ask(alice().topic("#den", "a topic"));
        scribe().ask(alice().modes(
                        "#den",
                        Actor.with('k', "key"),
                        Actor.flag(true, 's'),
                        visitor().rank(true, 'v')));
        RoomSnapshot before = scribe().describe("#den");

        RoomSnapshot after = new Scribe(store()).describe("#DEN");

        assertThat(after.room().name().value()).isEqualTo("#Den");
        assertThat(after).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(before);
    }

    @Test
    default void keepsWhatModeratorsLaidDown() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        scribe().ask(bob().join("#den"));
        scribe().ask(alice().modes(
                        "#den",
                        new ModeChange(true, 'b', "Evil!*@*", null),
                        new ModeChange(true, 'b', "a:evil", null),
                        new ModeChange(true, 'e', "x!*@*", null),
                        new ModeChange(true, 'I', "y!*@*", null),
                        bob().rank(true, 'h')));
        scribe().ask(alice().modes("#den", new ModeChange(false, 'b', "a:EVIL", null)));
        scribe().ask(new RoomRequest.Invite(
                new RoomName("#den"),
                alice().author(),
                alice().origin(),
                visitor().person(),
                new Nickname("visitor")));

        Loaded loaded =
                await(store().load(List.of(new Need.OfConversation(den)))).getFirst();
        Moderation moderation = ((Room) ((Loaded.Found) loaded).conversation()).moderation();

        assertThat(moderation.list('b')).extracting(ListEntry::mask).containsExactly("Evil!*@*");
        assertThat(moderation.list('b').getFirst().setBy()).isEqualTo("alice!user@host");
        assertThat(moderation.list('e')).extracting(ListEntry::mask).containsExactly("x!*@*");
        assertThat(moderation.list('I')).extracting(ListEntry::mask).containsExactly("y!*@*");
        assertThat(moderation.kept(new AccountId(1))).isEqualTo(Ranks.FOUNDER | Ranks.OPERATOR);
        assertThat(moderation.kept(new AccountId(2))).isEqualTo(Ranks.HALFOP);
        assertThat(moderation.invitation(visitor().person())).isNotNull();
        assertThat(await(store().invitations(visitor().person()))).containsExactly(new RoomName("#den"));
        scribe().tell(visitor().depart());
        assertThat(await(store().invitations(visitor().person()))).isEmpty();
    }

    @Test
    default void keepsWhatARoomSaysOfItself() throws Exception {
        MetadataKey name = new MetadataKey("display-name");
        MetadataKey mood = new MetadataKey("example.org/mood");
        scribe().ask(visitor().join("#den"));
        scribe().ask(visitor().describe("#den", name, "-> \uD83D\uDC9C = The Den"));
        scribe().ask(visitor().describe("#den", mood, "calm"));
        scribe().ask(visitor().describe("#den", new MetadataChange.Remove(List.of(mood))));
        ConversationId den = scribe().describe("#den").room().id();

        assertThat(new Scribe(store()).describe("#den").metadata().values())
                .isEqualTo(Map.of(name, "-> \uD83D\uDC9C = The Den"));
        Slice all = new Slice(null, false, null, false, 100, new Shown.Everything());
        assertThat(await(store().read(den, all)))
                .extracting(Event::change)
                .endsWith(
                        new Change.Described(Map.of(mood, "calm"), List.of()),
                        new Change.Described(Map.of(), List.of(mood)));
        Slice shown = new Slice(null, false, null, false, 100, new Shown.ToReader(true, null));
        assertThat(await(store().read(den, shown))).extracting(Event::change).containsExactly(new Change.Join());
        scribe().tell(visitor().part("#den"));
        scribe().ask(visitor().join("#den"));
        assertThat(scribe().describe("#den").metadata().isEmpty()).isTrue();
    }

    @Test
    default void findsARenamedRoomUnderItsNewNameAlone() throws Exception {
        ConversationId den = scribe().ask(alice().join("#den")).conversation().id();
        ConversationId pub = scribe().ask(alice().join("#pub")).conversation().id();
        scribe().ask(rename("#den", "#Lair"));
        scribe().ask(rename("#pub", "#den"));
        scribe().ask(rename("#lair", "#LAIR"));

        assertThat(new Scribe(store()).describe("#lair").room())
                .isEqualTo(new ConversationRef.Room(den, new RoomName("#LAIR")));
        assertThat(new Scribe(store()).describe("#lair").room().name().value()).isEqualTo("#LAIR");
        assertThat(new Scribe(store()).describe("#den").room().id()).isEqualTo(pub);
        assertThat(await(store().load(List.of(new Need.OfRoom(new RoomName("#pub"))))))
                .containsExactly(new Loaded.Absent(new Need.OfRoom(new RoomName("#pub"))));
        assertThat(read(den, new HistorySelector.Latest(), 1, true).getLast().change())
                .isEqualTo(new Change.Rename(new RoomName("#Lair"), new RoomName("#LAIR"), "why not"));
    }

    private RoomRequest.Rename rename(String room, String now) {
        return new RoomRequest.Rename(
                new RoomName(room), alice().author(), alice().origin(), new RoomName(now), "why not");
    }

    @Test
    default void listsRoomsThatAreNotSecret() throws Exception {
        scribe().ask(alice().join("#den"));
        scribe().ask(alice().topic("#den", "a topic"));
        scribe().ask(alice().join("#hidden"));
        scribe().ask(alice().modes("#hidden", Actor.flag(true, 's')));
        scribe().ask(alice().tell(bob(), "no room"));

        List<RoomSummary> rooms = await(store().rooms(null, 10));

        assertThat(rooms)
                .singleElement()
                .isEqualTo(new RoomSummary(rooms.getFirst().id(), new RoomName("#den"), 0, "a topic", 1_000, 1_000));
    }

    @Test
    default void listsRoomsInPages() throws Exception {
        for (String room : List.of("#den", "#attic", "#cellar")) {
            scribe().ask(alice().join(room));
        }

        List<RoomSummary> first = await(store().rooms(null, 2));

        assertThat(first).extracting(room -> room.name().value()).containsExactly("#den", "#attic");
        assertThat(await(store().rooms(first.getLast().id(), 2)))
                .singleElement()
                .extracting(room -> room.name().value())
                .isEqualTo("#cellar");
    }

    @Test
    default void findsRoomsInPages() throws Exception {
        for (String room : List.of("#den", "#Attic", "#secret", "#denmark")) {
            scribe().ask(alice().join(room));
        }
        scribe().ask(bob().join("#den"));
        scribe().ask(alice().modes("#secret", Actor.flag(true, 's')));
        scribe().ask(alice().topic("#den", "a topic"));
        scribe().ask(alice().tell(bob(), "psst"));

        List<FoundRoom> all = await(store().find("", "", 3));

        assertThat(all).extracting(room -> room.name().value()).containsExactly("#Attic", "#den", "#denmark");
        assertThat(all.get(1)).matches(den -> den.members() == 2 && den.topic().equals("a topic"));
        assertThat(await(store().find("", "#denmark", 3)))
                .singleElement()
                .matches(room -> room.flags().contains("s"));
        assertThat(await(store().find("den", "", 9))).hasSize(2);
        assertThat(await(store().count())).isEqualTo(new ConversationCount(4, 1));
    }
}
