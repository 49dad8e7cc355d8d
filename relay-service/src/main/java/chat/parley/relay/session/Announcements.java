package chat.parley.relay.session;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.UserModes;
import chat.parley.contracts.room.ReadMarker;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.id.Timestamp;
import chat.parley.protocol.line.Line;
import org.jspecify.annotations.Nullable;

/** What a session makes of what all relays are told. */
final class Announcements {
    private final SessionContext context;
    private final Client client;

    Announcements(SessionContext context, Client client) {
        this.context = context;
        this.client = client;
    }

    /** Hears it; answers why the session has to end, or null when it has not. */
    @Nullable
    String hear(Announcement what, Outbox out, long nowMillis) {
        Person me = client.self();
        switch (what) {
            case Announcement.Wallops wallops -> {
                if (me != null && me.modes().has(UserModes.WALLOPS)) {
                    send(Line.of("WALLOPS", wallops.text()), wallops.from().text(), out, nowMillis);
                }
            }
            case Announcement.Notice notice -> {
                if (me != null && me.modes().has(UserModes.NOTICES)) {
                    String server = context.settings().server().value();
                    send(Line.of("NOTICE", me.nick().value(), "*** " + notice.text()), server, out, nowMillis);
                }
            }
            case Announcement.Expel expel -> {
                return isAbout(expel.person()) ? expel.reason() : null;
            }
            case Announcement.Banned banned -> {
                return isAbout(banned.target()) ? "Banned (" + banned.reason() + ")" : null;
            }
            case Announcement.Read read -> {
                boolean concerns = me != null
                        && me.id().equals(read.reader())
                        && !client.id().equals(read.by())
                        && client.has(Capability.READ_MARKER);
                if (concerns) {
                    String server = context.settings().server().value();
                    out.send(RoomReplies.readMarker(server, read.target(), new ReadMarker(read.timeMillis())));
                }
            }
            case Announcement.SignOut signOut -> {
                return client.id().equals(signOut.session()) ? signOut.reason() : null;
            }
        }
        return null;
    }

    /** Who is still connecting, or signed in under another nick, is no person of that account yet, but will not be one either. */
    private boolean isAbout(PersonId person) {
        Person me = client.self();
        return (me != null && me.id().equals(person))
                || (person instanceof PersonId.OfAccount(AccountId account) && isSignedInTo(account));
    }

    private boolean isSignedInTo(AccountId id) {
        Account account = client.account();
        return account != null && account.id().equals(id);
    }

    private boolean isAbout(BanTarget target) {
        return switch (target) {
            case BanTarget.Addresses addresses ->
                addresses.range().contains(client.peer().address());
            case BanTarget.OfAccount banned -> isSignedInTo(banned.account());
        };
    }

    private void send(Line line, String source, Outbox out, long nowMillis) {
        Line sent = line.withSource(source);
        out.send(client.has(Capability.SERVER_TIME) ? sent.withTag("time", Timestamp.format(nowMillis)) : sent);
    }
}
