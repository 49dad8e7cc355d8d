package chat.parley.relay.session;

/**
 * The bounds of one session. All are positive but where 0 is said to mean none.
 *
 * @param linesPerSecond how fast lines are acted upon in the long run; 0: as fast as they come
 * @param burstLines how many may come at once before that; those beyond it wait, none is lost
 * @param inboxLines how many lines wait until {@link Session#accepting()} says to read no more
 * @param saysInFlight how many messages of a session may wait for their commit together
 * @param registrationMillis how long a client may take to get in
 * @param idlePingMillis after how much silence a client is sent a PING
 * @param pingTimeoutMillis how long the answer may take
 * @param topicBytes longest topic, in UTF-8
 * @param awayBytes longest away text
 * @param realnameBytes longest realname
 * @param reasonBytes longest text of PART, QUIT and KICK; longer ones are cut
 * @param targets most targets of one PRIVMSG, NOTICE or TAGMSG, and most rooms of one JOIN or PART
 * @param rooms most rooms of one person; decided by the room service, said in 005
 * @param historyMessages most messages of one CHATHISTORY
 * @param replayedMessages most missed private messages that a client without chathistory is sent, a conversation
 */
public record SessionLimits(
        int linesPerSecond,
        int burstLines,
        int inboxLines,
        int saysInFlight,
        long registrationMillis,
        long idlePingMillis,
        long pingTimeoutMillis,
        int topicBytes,
        int awayBytes,
        int realnameBytes,
        int reasonBytes,
        int targets,
        int rooms,
        int historyMessages,
        int replayedMessages) {

    /** What is right for a server in the open. */
    public static final SessionLimits STANDARD =
            new SessionLimits(10, 40, 256, 64, 60_000, 120_000, 60_000, 390, 200, 150, 300, 4, 100, 500, 100);

    /** The same without a bound on how fast a client may talk. */
    public SessionLimits withoutRate() {
        return new SessionLimits(
                0,
                burstLines,
                inboxLines,
                saysInFlight,
                registrationMillis,
                idlePingMillis,
                pingTimeoutMillis,
                topicBytes,
                awayBytes,
                realnameBytes,
                reasonBytes,
                targets,
                rooms,
                historyMessages,
                replayedMessages);
    }
}
