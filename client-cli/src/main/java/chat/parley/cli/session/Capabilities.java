package chat.parley.cli.session;

import chat.parley.protocol.capability.Capability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server offers and what of it is in force. */
final class Capabilities {

    private static final List<Capability> WANTED = List.of(
            Capability.SASL,
            Capability.MESSAGE_TAGS,
            Capability.SERVER_TIME,
            Capability.ACCOUNT_TAG,
            Capability.ECHO_MESSAGE,
            Capability.BATCH,
            Capability.LABELED_RESPONSE,
            Capability.STANDARD_REPLIES,
            Capability.MULTI_PREFIX,
            Capability.EXTENDED_JOIN,
            Capability.AWAY_NOTIFY,
            Capability.CAP_NOTIFY,
            Capability.SETNAME,
            Capability.MULTILINE,
            Capability.MESSAGE_REDACTION,
            Capability.CHATHISTORY,
            Capability.ACCOUNT_REGISTRATION,
            Capability.NONCE);

    private final Map<String, String> offered = new HashMap<>();
    private final Set<String> enabled = new HashSet<>();

    /** Takes the words of one CAP LS or NEW. */
    void offer(String words) {
        for (String word : words.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (!word.isEmpty()) {
                offered.put(
                        equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
            }
        }
    }

    /** Takes the words of one CAP ACK, where a minus takes one back. */
    void acknowledge(String words) {
        for (String word : words.split(" ", -1)) {
            if (word.startsWith("-")) {
                enabled.remove(word.substring(1));
            } else if (!word.isEmpty()) {
                enabled.add(word);
            }
        }
    }

    /** Takes the words of one CAP DEL. */
    void withdraw(String words) {
        for (String word : words.split(" ", -1)) {
            offered.remove(word);
            enabled.remove(word);
        }
    }

    void forget() {
        offered.clear();
        enabled.clear();
    }

    boolean has(Capability capability) {
        return enabled.contains(capability.wireName());
    }

    boolean offers(Capability capability) {
        return offered.containsKey(capability.wireName());
    }

    /** The value that came with an offer, empty if there is none. */
    String value(Capability capability) {
        return offered.getOrDefault(capability.wireName(), "");
    }

    /** A number among the words of an offer's value, {@code key=number}; 0 where there is none. */
    int number(Capability capability, String key) {
        for (String word : value(capability).split(",", -1)) {
            if (word.startsWith(key + "=") && word.matches("[^=]+=[0-9]{1,9}")) {
                return Integer.parseInt(word.substring(key.length() + 1));
            }
        }
        return 0;
    }

    /** The words of the CAP REQ lines to send, none longer than what any server reads. */
    List<String> toRequest() {
        var wanted = new LinkedHashSet<String>();
        for (Capability capability : WANTED) {
            if (offers(capability) && !has(capability)) {
                wanted.add(capability.wireName());
            }
        }
        var requests = new ArrayList<String>();
        var request = new StringBuilder();
        for (String name : wanted) {
            if (request.length() + name.length() > 300) {
                requests.add(request.toString());
                request.setLength(0);
            }
            request.append(request.isEmpty() ? "" : " ").append(name);
        }
        if (!request.isEmpty()) {
            requests.add(request.toString());
        }
        return requests;
    }
}
