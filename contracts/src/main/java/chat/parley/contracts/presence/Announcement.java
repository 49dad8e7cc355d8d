package chat.parley.contracts.presence;

import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.protocol.name.Source;

/** What every relay is told, in the order of the stream of presence, and acts upon for those of its sessions that it concerns. */
public sealed interface Announcement {

    /** Said to everybody who has mode {@code w}. */
    record Wallops(Source from, String text) implements Announcement {}

    /** What operators have to see: told to everybody who has mode {@code s}. */
    record Notice(String text) implements Announcement {}

    /**
     * All sessions of a person end; where that is an account's, all that are signed in to it.
     *
     * @param reason told to them, and to others as the reason of their leaving
     */
    record Expel(PersonId person, String reason) implements Announcement {}

    /** All sessions end that a new ban is about. */
    record Banned(BanTarget target, String reason) implements Announcement {}

    /**
     * Somebody has read a conversation up to a time: told to their other sessions.
     *
     * @param by the session that was told already
     * @param target the room or nick, as on the wire
     */
    record Read(PersonId reader, SessionId by, String target, long timeMillis) implements Announcement {}

    /** One session ends. */
    record SignOut(SessionId session, String reason) implements Announcement {}
}
