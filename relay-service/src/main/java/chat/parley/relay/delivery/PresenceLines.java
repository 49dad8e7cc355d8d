package chat.parley.relay.delivery;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceEvent;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.RoomName;
import chat.parley.relay.listener.WireForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines by which others see what happens to somebody, for a batch.
 *
 * @param shown what happened, oldest first
 * @param timeMillis since 1970
 */
record PresenceLines(List<Shown> shown, long timeMillis) implements Batch.Lines {
    static final CapabilitySet RELEVANT = CapabilitySet.of(
            Capability.SERVER_TIME,
            Capability.ACCOUNT_TAG,
            Capability.EXTENDED_JOIN,
            Capability.AWAY_NOTIFY,
            Capability.ACCOUNT_NOTIFY,
            Capability.SETNAME);

    /** @param room in which somebody is here again; null where it is no matter of rooms */
    record Shown(PresenceEvent event, @Nullable RoomName room) {}

    /** Whether anybody is shown anything of an event. */
    static boolean isVisible(PresenceEvent event) {
        return switch (event) {
            case PresenceEvent.Online _online -> true;
            case PresenceEvent.Offline _offline -> true;
            case PresenceEvent.Adopted _adopted -> true;
            case PresenceEvent.Announced _announced -> false;
            case PresenceEvent.Changed changed ->
                switch (changed.what()) {
                    case NICK, AWAY, ACCOUNT, REALNAME -> true;
                    case MODES, METADATA, SESSIONS -> false;
                };
        };
    }

    @Override
    public int size() {
        return shown.size();
    }

    @Override
    public CapabilitySet relevant() {
        boolean bots = shown.stream().anyMatch(one -> isOfBot(one.event()));
        return bots ? RELEVANT.with(Capability.MESSAGE_TAGS) : RELEVANT;
    }

    private static boolean isOfBot(PresenceEvent event) {
        return switch (event) {
            case PresenceEvent.Online online -> online.person().isBot();
            case PresenceEvent.Offline offline -> offline.person().isBot();
            case PresenceEvent.Adopted adopted -> adopted.now().isBot();
            case PresenceEvent.Changed changed -> changed.now().isBot();
            case PresenceEvent.Announced _announced -> false;
        };
    }

    @Override
    public void write(int index, CapabilitySet capabilities, LineWriter to) {
        Shown one = shown.get(index);
        switch (one.event()) {
            case PresenceEvent.Online online -> online(online.person(), one.room(), capabilities, to);
            case PresenceEvent.Offline offline -> {
                String reason = offline.reason();
                line(offline.person(), capabilities, to, "QUIT", reason == null ? "Connection closed" : reason);
            }
            case PresenceEvent.Adopted adopted -> account(adopted.now(), capabilities, to);
            case PresenceEvent.Changed changed -> changed(changed, capabilities, to);
            case PresenceEvent.Announced _announced -> {}
        }
    }

    private void online(Person person, @Nullable RoomName room, CapabilitySet capabilities, LineWriter to) {
        if (room == null) {
            return;
        }
        if (capabilities.has(Capability.EXTENDED_JOIN)) {
            line(person, capabilities, to, "JOIN", room.value(), accountOf(person), person.realname());
        } else {
            line(person, capabilities, to, "JOIN", room.value());
        }
        String away = person.away();
        if (away != null && capabilities.has(Capability.AWAY_NOTIFY)) {
            line(person, capabilities, to, "AWAY", away);
        }
    }

    private void changed(PresenceEvent.Changed changed, CapabilitySet capabilities, LineWriter to) {
        Person now = changed.now();
        switch (changed.what()) {
            case NICK ->
                line(changed.before(), capabilities, to, "NICK", now.nick().value());
            case AWAY -> {
                String away = now.away();
                if (!capabilities.has(Capability.AWAY_NOTIFY)) {
                    return;
                }
                if (away == null) {
                    line(now, capabilities, to, "AWAY");
                } else {
                    line(now, capabilities, to, "AWAY", away);
                }
            }
            case ACCOUNT -> account(now, capabilities, to);
            case REALNAME -> {
                if (capabilities.has(Capability.SETNAME)) {
                    line(now, capabilities, to, "SETNAME", now.realname());
                }
            }
            case MODES, METADATA, SESSIONS -> {}
        }
    }

    private void account(Person now, CapabilitySet capabilities, LineWriter to) {
        if (capabilities.has(Capability.ACCOUNT_NOTIFY)) {
            line(now, capabilities, to, "ACCOUNT", accountOf(now));
        }
    }

    private static String accountOf(Person person) {
        String account = person.account();
        return account == null ? "*" : account;
    }

    private void line(Person from, CapabilitySet capabilities, LineWriter to, String command, String... params) {
        Tags tags = EventLines.tags(capabilities, timeMillis, from.account(), null);
        WireForm.write(
                new Line(
                        from.isBot() && capabilities.has(Capability.MESSAGE_TAGS)
                                ? tags.with(EventLines.BOT_TAG, "")
                                : tags,
                        from.source().text(),
                        command,
                        List.of(params)),
                to);
    }
}
