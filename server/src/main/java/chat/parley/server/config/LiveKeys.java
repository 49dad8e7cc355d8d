package chat.parley.server.config;

import java.util.Set;

/** The keys whose changes a running server takes up. Those of sessions count for connections to come. */
public final class LiveKeys {
    public static final Set<String> ALL = Set.of(
            "server.password",
            "server.motd",
            "server.admin",
            "accounts.guests",
            "accounts.registration.beforeConnect",
            "accounts.registration.requireEmail",
            "limits.connections",
            "limits.connectionsPerAddress",
            "limits.unregisteredSeconds",
            "limits.pingAfterSeconds",
            "limits.pingTimeoutSeconds",
            "limits.linesPerSecond",
            "limits.linesBurst",
            "limits.nickLength",
            "limits.roomNameLength",
            "limits.awayLength",
            "limits.realnameLength",
            "limits.reasonLength",
            "limits.targetsPerCommand",
            "limits.historyMessages",
            "limits.replayedMessages",
            "limits.monitoredNicks",
            "limits.metadataKeys",
            "limits.metadataValueBytes",
            "limits.metadataSubscriptions",
            "limits.metadataChangesPerMinute",
            "limits.multilineBytes",
            "limits.multilineLines",
            "log.level");

    private LiveKeys() {}
}
