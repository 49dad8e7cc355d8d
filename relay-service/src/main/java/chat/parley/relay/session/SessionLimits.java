package chat.parley.relay.session;

import chat.parley.protocol.Validated;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.name.AccountName;
import chat.parley.protocol.name.AsciiNicks;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServiceNames;

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
 * @param replayedMessages most missed messages that a client without chathistory is sent, a conversation; 0: it is sent none
 * @param monitored most nicks that one session may monitor
 * @param metadata of what one says of oneself, and of rooms
 * @param multilineBytes most bytes of the text of one multiline message, its line feeds included
 * @param multilineLines most lines that one multiline message takes on the wire
 * @param nickCharacters longest nick that may be taken, and longest name of a new account
 * @param roomBytes longest name of a room that may be joined, # included
 * @param nicks which names may be taken
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
        int replayedMessages,
        int monitored,
        MetadataLimits metadata,
        int multilineBytes,
        int multilineLines,
        int nickCharacters,
        int roomBytes,
        NickRules nicks) {

    /**
     * The bounds of metadata.
     *
     * @param keys most keys of one person, and of one room
     * @param valueBytes longest value, in UTF-8
     * @param subscriptions most keys that one session may ask to be told of
     * @param changesPerMinute how many changes a session may make in the long run, and at once; 0: no bound
     */
    public record MetadataLimits(int keys, int valueBytes, int subscriptions, int changesPerMinute) {

        /** What is right for a server in the open. */
        public static final MetadataLimits STANDARD = new MetadataLimits(20, 256, 50, 20);
    }

    /** What is right for a server in the open. */
    public static final SessionLimits STANDARD = new SessionLimits(
            10,
            40,
            256,
            64,
            60_000,
            120_000,
            60_000,
            390,
            200,
            150,
            300,
            4,
            100,
            500,
            100,
            100,
            MetadataLimits.STANDARD,
            4_096,
            32,
            Nickname.MAX_CHARACTERS,
            RoomName.MAX_BYTES,
            AsciiNicks.RULES);

    /** The same with another time to get in. */
    public SessionLimits withRegistrationMillis(long millis) {
        return new SessionLimits(
                linesPerSecond,
                burstLines,
                inboxLines,
                saysInFlight,
                millis,
                idlePingMillis,
                pingTimeoutMillis,
                topicBytes,
                awayBytes,
                realnameBytes,
                reasonBytes,
                targets,
                rooms,
                historyMessages,
                replayedMessages,
                monitored,
                metadata,
                multilineBytes,
                multilineLines,
                nickCharacters,
                roomBytes,
                nicks);
    }

    /** How many bytes of UTF-8 a nick may take. */
    public int longestNickBytes() {
        return nicks.beyondAscii() ? Nickname.MAX_BYTES : Nickname.MAX_CHARACTERS;
    }

    /** A nick that somebody wants to take. */
    public Validated<Nickname> nick(String text) {
        return ServiceNames.contains(text)
                ? Validated.invalid("is reserved for a part of the server")
                : shortEnough(nicks.check(text));
    }

    /** A nick that somebody may have, in somebody else's words. */
    public Validated<Nickname> target(String text) {
        return nicks.beyondAscii() ? Nickname.parse(text) : nicks.check(text);
    }

    /** The name of an account that somebody wants to make. */
    public Validated<AccountName> account(String text) {
        return switch (shortEnough(nicks.check(text))) {
            case Validated.Valid<Nickname> valid ->
                Validated.valid(new AccountName(valid.value().value()));
            case Validated.Invalid<Nickname> invalid -> Validated.invalid(invalid.reason());
        };
    }

    private Validated<Nickname> shortEnough(Validated<Nickname> checked) {
        int characters = checked instanceof Validated.Valid<Nickname>(Nickname nick)
                ? nick.value().codePointCount(0, nick.value().length())
                : 0;
        return within(checked, characters, nickCharacters, "characters");
    }

    /** A room that somebody wants to join. */
    public Validated<RoomName> room(String text) {
        return within(RoomName.parse(text), WordPacker.utf8Bytes(text), roomBytes, "bytes");
    }

    private static <T> Validated<T> within(Validated<T> parsed, int length, int most, String unit) {
        return parsed.isValid() && length > most ? Validated.invalid("is longer than " + most + " " + unit) : parsed;
    }
}
