package chat.parley.protocol.capability;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask the server to do differently for it.
 *
 * @see <a href="https://ircv3.net/specs/extensions/capability-negotiation">IRCv3 capability negotiation</a>
 */
public enum Capability {
    SASL("sasl", "sasl-3.2"),
    MESSAGE_TAGS("message-tags", "message-tags"),
    SERVER_TIME("server-time", "server-time"),
    ACCOUNT_TAG("account-tag", "account-tag"),
    ECHO_MESSAGE("echo-message", "echo-message"),
    BATCH("batch", "batch"),
    LABELED_RESPONSE("labeled-response", "labeled-response"),
    STANDARD_REPLIES("standard-replies", "standard-replies"),
    MULTI_PREFIX("multi-prefix", "multi-prefix"),
    EXTENDED_JOIN("extended-join", "extended-join"),
    AWAY_NOTIFY("away-notify", "away-notify"),
    ACCOUNT_NOTIFY("account-notify", "account-notify"),
    USERHOST_IN_NAMES("userhost-in-names", "userhost-in-names"),
    CAP_NOTIFY("cap-notify", "capability-negotiation#cap-notify"),
    SETNAME("setname", "setname"),
    EXTENDED_MONITOR("extended-monitor", "extended-monitor"),
    EXTENDED_ISUPPORT("draft/extended-isupport", "extended-isupport"),
    PRE_AWAY("draft/pre-away", "pre-away"),
    INVITE_NOTIFY("invite-notify", "invite-notify"),
    NO_IMPLICIT_NAMES("no-implicit-names", "no-implicit-names"),
    CHANNEL_RENAME("draft/channel-rename", "channel-rename"),
    MESSAGE_REDACTION("draft/message-redaction", "message-redaction"),
    MULTILINE("draft/multiline", "multiline"),
    READ_MARKER("draft/read-marker", "read-marker"),
    CHATHISTORY("draft/chathistory", "chathistory"),
    EVENT_PLAYBACK("draft/event-playback", "chathistory"),
    ACCOUNT_REGISTRATION("draft/account-registration", "account-registration"),
    METADATA("draft/metadata-3", "metadata"),
    /** Under the name by which clients know it; the proposal for IRCv3 has none yet. */
    SEARCH("soju.im/search", "https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md"),
    /** Our own: a message with the tag {@code parley.chat/nonce} stands once, however often it is sent. */
    NONCE("parley.chat/nonce", null);

    private static final Map<String, Capability> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Capability::wireName, Function.identity()));

    private final String wireName;
    private final @Nullable String specification;

    Capability(String wireName, @Nullable String specification) {
        this.wireName = wireName;
        this.specification = specification;
    }

    /** The capability of a name, which must match in capitals too, or null if there is none. */
    public static @Nullable Capability ofWireName(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    /** How it is called in CAP. */
    public String wireName() {
        return wireName;
    }

    /** Where it is specified: an address, or null for one of our own. */
    public @Nullable String specification() {
        return specification == null || specification.startsWith("https://")
                ? specification
                : "https://ircv3.net/specs/extensions/" + specification;
    }

    /**
     * What must be enabled as well before this has an effect. A client may ask for them in any order, and for this one
     * without the others.
     */
    public Set<Capability> needs() {
        return switch (this) {
            case LABELED_RESPONSE, METADATA, MULTILINE -> EnumSet.of(BATCH);
            case EVENT_PLAYBACK -> EnumSet.of(CHATHISTORY);
            case MESSAGE_REDACTION -> EnumSet.of(MESSAGE_TAGS);
            default -> Collections.emptySet();
        };
    }

    /** Its one bit in {@link CapabilitySet#bits()}, which never leaves the process; so the ordinal will do. */
    @SuppressWarnings("EnumOrdinal")
    int bit() {
        return 1 << ordinal();
    }
}
