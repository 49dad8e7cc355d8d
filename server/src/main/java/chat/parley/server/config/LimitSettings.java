package chat.parley.server.config;

/**
 * What one client, one address or one account may take. The lengths always hold; the rates and numbers hold only while {@code
 * enabled}.
 *
 * @param connections at once, of all clients together
 * @param connectionsPerAddress at once
 * @param unregisteredSeconds that a connection may take to sign in
 * @param pingAfterSeconds of silence, a client is sent a PING
 * @param pingTimeoutSeconds that the answer may take, before the client is disconnected
 * @param linesPerSecond that a session may send in the long run
 * @param linesBurst that it may send at once
 * @param lineBytes of a line without its tags, the line's end included
 * @param tagBytes of the tags that a client puts before a line
 * @param nickLength characters
 * @param roomNameLength bytes, the # included
 * @param topicLength bytes
 * @param keyLength characters of a room's key
 * @param awayLength bytes of an away text
 * @param realnameLength bytes
 * @param reasonLength bytes of what PART, QUIT and KICK say; longer ones are cut
 * @param targetsPerCommand of one PRIVMSG, NOTICE or TAGMSG, and rooms of one JOIN or PART
 * @param historyMessages of one CHATHISTORY
 * @param replayedMessages that a client without chathistory is sent of what it missed, a conversation
 * @param monitoredNicks that one session may ask to be told about
 * @param metadataKeys that one person, and one room, may have
 * @param metadataValueBytes of one value
 * @param metadataSubscriptions keys that one session may ask to be told of
 * @param metadataChangesPerMinute that one session may make
 * @param multilineBytes of the text of one multiline message, its line feeds included
 * @param multilineLines that one multiline message takes on the wire
 * @param roomsPerAccount that an account, or a guest, is a member of
 * @param membersPerRoom at most
 * @param sendQueueBytes that wait for a slow reader before it is disconnected
 * @param sendMemoryMegabytes that what waits for all readers together may take, before those furthest behind are disconnected; 0 for
 *     half of the memory for buffers
 * @param registrationsPerAddressPerHour new accounts from one address
 * @param failedSignInsPerAddress within a quarter of an hour, before the address has to wait
 * @param failedSignInsPerAccount the same for tries at one account, wherever they come from
 * @param maxSaslExchanges sign-ins under way at once
 * @param maxWaitingDerivations passwords that wait for a thread to be checked
 */
public record LimitSettings(
        boolean enabled,
        int connections,
        int connectionsPerAddress,
        int unregisteredSeconds,
        int pingAfterSeconds,
        int pingTimeoutSeconds,
        int linesPerSecond,
        int linesBurst,
        int lineBytes,
        int tagBytes,
        int nickLength,
        int roomNameLength,
        int topicLength,
        int keyLength,
        int awayLength,
        int realnameLength,
        int reasonLength,
        int targetsPerCommand,
        int historyMessages,
        int replayedMessages,
        int monitoredNicks,
        int metadataKeys,
        int metadataValueBytes,
        int metadataSubscriptions,
        int metadataChangesPerMinute,
        int multilineBytes,
        int multilineLines,
        int roomsPerAccount,
        int membersPerRoom,
        int sendQueueBytes,
        int sendMemoryMegabytes,
        int registrationsPerAddressPerHour,
        int failedSignInsPerAddress,
        int failedSignInsPerAccount,
        int maxSaslExchanges,
        int maxWaitingDerivations) {

    static LimitSettings read(Section section) {
        return new LimitSettings(
                section.flag("enabled", true),
                section.integer("connections", 20_000, 1, 1_000_000, "connections"),
                section.integer("connectionsPerAddress", 64, 1, 1_000_000, "connections"),
                section.integer("unregisteredSeconds", 30, 1, 3_600, "seconds"),
                section.integer("pingAfterSeconds", 120, 1, 86_400, "seconds"),
                section.integer("pingTimeoutSeconds", 60, 1, 86_400, "seconds"),
                section.integer("linesPerSecond", 10, 1, 100_000, "lines a second"),
                section.integer("linesBurst", 40, 1, 100_000, "lines"),
                section.integer("lineBytes", 512, 512, 16_384, "bytes"),
                section.integer("tagBytes", 4_094, 512, 8_191, "bytes"),
                section.integer("nickLength", 32, 1, 32, "characters"),
                section.integer("roomNameLength", 64, 2, 64, "bytes"),
                section.integer("topicLength", 390, 1, 4_096, "bytes"),
                section.integer("keyLength", 32, 1, 256, "characters"),
                section.integer("awayLength", 200, 1, 4_096, "bytes"),
                section.integer("realnameLength", 150, 1, 4_096, "bytes"),
                section.integer("reasonLength", 300, 1, 4_096, "bytes"),
                section.integer("targetsPerCommand", 4, 1, 100, "targets"),
                section.integer("historyMessages", 500, 1, 1_000, "messages"),
                section.integer("replayedMessages", 100, 0, 1_000, "messages"),
                section.integer("monitoredNicks", 100, 1, 1_000, "nicks"),
                section.integer("metadataKeys", 20, 0, 100, "keys"),
                section.integer("metadataValueBytes", 256, 1, 270, "bytes"),
                section.integer("metadataSubscriptions", 50, 1, 1_000, "keys"),
                section.integer("metadataChangesPerMinute", 20, 1, 60_000, "changes a minute"),
                section.integer("multilineBytes", 4_096, 512, 65_536, "bytes"),
                section.integer("multilineLines", 32, 2, 256, "lines"),
                section.integer("roomsPerAccount", 100, 1, 10_000, "rooms"),
                section.integer("membersPerRoom", 100_000, 1, 1_000_000, "members"),
                section.integer("sendQueueBytes", 1_048_576, 65_536, 1_073_741_824, "bytes"),
                section.integer(
                        "sendMemoryMegabytes", 0, 0, 1_048_576, "megabytes; 0 for half of the memory for buffers"),
                section.integer("registrationsPerAddressPerHour", 10, 1, 1_000_000, "accounts an hour"),
                section.integer("failedSignInsPerAddress", 5, 1, 1_000_000, "attempts"),
                section.integer("failedSignInsPerAccount", 10, 1, 1_000_000, "attempts"),
                section.integer("maxSaslExchanges", 8_192, 1, 1_000_000, "exchanges"),
                section.integer("maxWaitingDerivations", 256, 1, 100_000, "passwords"));
    }
}
