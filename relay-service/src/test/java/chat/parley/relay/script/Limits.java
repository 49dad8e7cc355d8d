package chat.parley.relay.script;

import chat.parley.relay.session.SessionLimits;
import chat.parley.relay.session.SessionLimits.MetadataLimits;

/** Bounds of sessions for tests. */
public final class Limits {
    /** The standard ones, but that nobody is slowed down. */
    public static final SessionLimits UNHURRIED = unhurried(SessionLimits.STANDARD.metadata());

    private Limits() {}

    private static SessionLimits unhurried(MetadataLimits metadata) {
        return with(
                SessionLimits.STANDARD,
                0,
                new MetadataLimits(metadata.keys(), metadata.valueBytes(), metadata.subscriptions(), 0));
    }

    /** The same with other bounds of metadata. */
    static SessionLimits with(SessionLimits limits, MetadataLimits metadata) {
        return with(limits, limits.linesPerSecond(), metadata);
    }

    private static SessionLimits with(SessionLimits limits, int linesPerSecond, MetadataLimits metadata) {
        return new SessionLimits(
                linesPerSecond,
                limits.burstLines(),
                limits.inboxLines(),
                limits.saysInFlight(),
                limits.registrationMillis(),
                limits.idlePingMillis(),
                limits.pingTimeoutMillis(),
                limits.topicBytes(),
                limits.awayBytes(),
                limits.realnameBytes(),
                limits.reasonBytes(),
                limits.targets(),
                limits.rooms(),
                limits.historyMessages(),
                limits.replayedMessages(),
                limits.monitored(),
                metadata,
                limits.multilineBytes(),
                limits.multilineLines(),
                limits.nickCharacters(),
                limits.roomBytes(),
                limits.nicks());
    }
}
