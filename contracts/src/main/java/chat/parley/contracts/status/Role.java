package chat.parley.contracts.status;

import java.util.Locale;

/** What a process does in a server. */
public enum Role {
    /** Everything, in one process and by itself. */
    UP(true, true, true),
    /** Accounts, and the server's log. */
    AUTH(true, false, false),
    /** Rooms, and who is here. */
    ROOM(false, true, false),
    /** Clients' connections. */
    RELAY(false, false, true);

    private final boolean accounts;
    private final boolean rooms;
    private final boolean connections;

    Role(boolean accounts, boolean rooms, boolean connections) {
        this.accounts = accounts;
        this.rooms = rooms;
        this.connections = connections;
    }

    /** Whether it owns accounts and writes the server's log. */
    public boolean hasAccounts() {
        return accounts;
    }

    /** Whether it owns rooms and presence. */
    public boolean hasRooms() {
        return rooms;
    }

    /** Whether clients connect to it. */
    public boolean hasConnections() {
        return connections;
    }

    /** Whether it is one process of several. */
    public boolean isClustered() {
        return this != UP;
    }

    /** The command that starts it: {@code up}, {@code auth}, {@code room}, {@code relay}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
