package chat.parley.relay.session;

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
        SessionLimits limits) {

    public SessionSettings {
        motd = List.copyOf(motd);
    }

    /**
     * Account registration by clients.
     *
     * @param enabled REGISTER is offered
     * @param beforeConnect also before the connection is complete
     * @param requireEmail not without an address
     */
    public record AccountRegistration(boolean enabled, boolean beforeConnect, boolean requireEmail) {}
}
