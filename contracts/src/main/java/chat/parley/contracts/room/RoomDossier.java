package chat.parley.contracts.room;

import chat.parley.contracts.identity.AccountId;
import java.util.List;

/**
 * A room, with what its moderators laid down.
 *
 * @param kept what it keeps for accounts, here or not
 */
public record RoomDossier(
        RoomSnapshot room,
        List<Kept> kept,
        List<ListEntry> bans,
        List<ListEntry> exceptions,
        List<ListEntry> expected) {
    public RoomDossier {
        kept = List.copyOf(kept);
        bans = List.copyOf(bans);
        exceptions = List.copyOf(exceptions);
        expected = List.copyOf(expected);
    }

    /**
     * What an account has again whenever it comes.
     *
     * @param ranks some of {@code ohv}, and {@code f} for the founder
     */
    public record Kept(AccountId account, String ranks) {}
}
