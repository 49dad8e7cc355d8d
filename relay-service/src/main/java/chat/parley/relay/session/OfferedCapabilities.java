package chat.parley.relay.session;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may ask for in CAP REQ, and the values that go with it. */
public final class OfferedCapabilities {
    private static final String MECHANISMS = "PLAIN,SCRAM-SHA-256";

    private OfferedCapabilities() {}

    /** The mechanisms of SASL, as 908 and the value of {@code sasl} list them: EXTERNAL for those who have shown a certificate. */
    public static String mechanisms(Peer peer) {
        return peer.certificate() == null ? MECHANISMS : MECHANISMS + ",EXTERNAL";
    }

    /** Everything but what cannot work on this connection or by this configuration. */
    public static CapabilitySet of(Client client, SessionSettings settings) {
        CapabilitySet offered = CapabilitySet.ALL;
        if (!client.peer().passwordsAllowed()) {
            offered = offered.without(Capability.SASL).without(Capability.ACCOUNT_REGISTRATION);
        }
        if (!settings.registration().enabled()) {
            offered = offered.without(Capability.ACCOUNT_REGISTRATION);
        }
        return offered;
    }

    /** For CAP LS of version 302 and CAP NEW. */
    public static Map<Capability, String> values(Peer peer, SessionSettings settings) {
        var values = new HashMap<Capability, String>();
        values.put(Capability.SASL, mechanisms(peer));
        values.put(Capability.ACCOUNT_REGISTRATION, String.join(",", registration(settings)));
        values.put(Capability.METADATA, metadata(settings.limits().metadata()));
        SessionLimits limits = settings.limits();
        values.put(
                Capability.MULTILINE, "max-bytes=" + limits.multilineBytes() + ",max-lines=" + limits.multilineLines());
        return values;
    }

    private static String metadata(SessionLimits.MetadataLimits limits) {
        return "before-connect,max-subs=" + limits.subscriptions() + ",max-keys=" + limits.keys() + ",max-value-bytes="
                + limits.valueBytes();
    }

    /**
     * The policy on TLS as CAP LS tells it, which is nothing that a client could ask for; null for none. Over TLS it is how long it
     * holds, in the clear only where TLS is.
     */
    public static @Nullable String sts(Peer peer, SessionSettings settings) {
        SessionSettings.Sts sts = settings.sts();
        if (sts == null) {
            return null;
        }
        return peer.secure()
                ? "sts=duration=" + sts.durationSeconds() + (sts.preload() ? ",preload" : "")
                : "sts=port=" + sts.port();
    }

    private static List<String> registration(SessionSettings settings) {
        var words = new ArrayList<String>();
        if (settings.registration().beforeConnect()) {
            words.add("before-connect");
        }
        if (settings.registration().requireEmail()) {
            words.add("email-required");
        }
        words.add("custom-account-name");
        return words;
    }
}
