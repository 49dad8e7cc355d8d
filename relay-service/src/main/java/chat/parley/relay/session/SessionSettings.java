package chat.parley.relay.session;

import chat.parley.contracts.ban.AddressRange;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.ServerName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a relay have in common. Immutable; a changed configuration makes another one for sessions to come.
 *
 * @param server the source of replies
 * @param network what the network calls itself, without spaces
 * @param version of the software, without spaces
 * @param startedAtMillis since 1970
 * @param motd the lines of the message of the day; empty: there is none
 * @param password asked of everyone by PASS before anything else; null: no such thing
 * @param guests who has no account may connect too
 * @param forceNick who is signed in goes by the account's nick
 * @param registration how accounts are made here
 * @param lobby the room that everyone is put in; null: none
 * @param admin who runs the server, three lines at most
 * @param sts null: clients are told of no policy
 * @param gateways who may say whose connections theirs are
 */
public record SessionSettings(
        ServerName server,
        String network,
        String version,
        long startedAtMillis,
        List<String> motd,
        @Nullable String password,
        boolean guests,
        boolean forceNick,
        AccountRegistration registration,
        @Nullable RoomName lobby,
        SessionLimits limits,
        List<String> admin,
        @Nullable Sts sts,
        List<Gateway> gateways) {
    private static final long TYPING_MILLIS = 300_000;

    public SessionSettings {
        motd = List.copyOf(motd);
        admin = List.copyOf(admin);
        gateways = List.copyOf(gateways);
    }

    /** The same for clients whose people type by hand what it takes to get in. */
    public SessionSettings forThoseWhoType() {
        return new SessionSettings(
                server,
                network,
                version,
                startedAtMillis,
                motd,
                password,
                guests,
                forceNick,
                registration,
                lobby,
                limits.withRegistrationMillis(Math.max(limits.registrationMillis(), TYPING_MILLIS)),
                admin,
                sts,
                gateways);
    }

    /**
     * A gateway, which connects for its clients.
     *
     * @param hosts from where it connects
     */
    public record Gateway(String name, List<AddressRange> hosts) {
        public Gateway {
            hosts = List.copyOf(hosts);
        }

        /** Whether it may be the one that connects from an address. */
        public boolean isAt(String address) {
            return hosts.stream().anyMatch(host -> host.contains(address));
        }
    }

    /**
     * That clients are to come over TLS, now and later.
     *
     * @param port where TLS is spoken
     * @param durationSeconds for which clients are to remember it
     * @param preload whether others may list it
     * @see <a href="https://ircv3.net/specs/extensions/sts">IRCv3 strict transport security</a>
     */
    public record Sts(int port, long durationSeconds, boolean preload) {}

    /**
     * Account registration by clients.
     *
     * @param enabled REGISTER is offered
     * @param beforeConnect also before the connection is complete
     * @param requireEmail not without an address
     */
    public record AccountRegistration(boolean enabled, boolean beforeConnect, boolean requireEmail) {}
}
