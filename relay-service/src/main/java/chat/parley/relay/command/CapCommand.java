package chat.parley.relay.command;

import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.WordPacker;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OfferedCapabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CAP.
 *
 * @see <a href="https://ircv3.net/specs/extensions/capability-negotiation">IRCv3 capability negotiation</a>
 */
final class CapCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.always("CAP", 1, "LS [302] | LIST | REQ :<capability> ... | END");
    private static final int VERSION_WITH_VALUES = 302;
    private static final int WORDS_BYTES = 380;
    private static final int REPEATED_BYTES = 400;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        switch (exchange.param(0).toUpperCase(Locale.ROOT)) {
            case "LS" -> list(exchange);
            case "LIST" ->
                tell(exchange, "LIST", exchange.client().capabilities().words(Map.of()));
            case "REQ" -> request(exchange);
            case "END" -> exchange.client().negotiating(false);
            default -> exchange.reply(Numeric.ERR_INVALIDCAPCMD, exchange.param(0));
        }
    }

    private static void list(Exchange exchange) {
        Client client = exchange.client();
        begin(client);
        client.capVersion(version(exchange.optionalOrEmpty(1)));
        boolean values = client.capVersion() >= VERSION_WITH_VALUES;
        if (values) {
            // the specification: whoever asks with 302 has cap-notify, and cannot do without
            client.capabilities(client.capabilities().with(Capability.CAP_NOTIFY));
        }
        List<String> words = new ArrayList<>(OfferedCapabilities.of(client, exchange.settings())
                .words(values ? OfferedCapabilities.values(client.peer(), exchange.settings()) : Map.of()));
        String sts = OfferedCapabilities.sts(client.peer(), exchange.settings());
        if (values && sts != null) {
            words.add(sts);
        }
        tell(exchange, "LS", words);
    }

    private static int version(String text) {
        return text.length() <= 6 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : 0;
    }

    private static void begin(Client client) {
        if (!client.isConnected()) {
            client.negotiating(true);
        }
    }

    private static void tell(Exchange exchange, String subcommand, List<String> words) {
        List<String> texts = exchange.client().capVersion() >= VERSION_WITH_VALUES
                ? WordPacker.pack(words, WORDS_BYTES)
                : List.of(String.join(" ", words));
        if (texts.isEmpty()) {
            texts = List.of("");
        }
        for (String text : texts.subList(0, texts.size() - 1)) {
            exchange.fromServer("CAP", exchange.client().name(), subcommand, "*", text);
        }
        exchange.fromServer("CAP", exchange.client().name(), subcommand, texts.getLast());
    }

    /** All that is asked for is granted, or nothing. */
    private static void request(Exchange exchange) {
        Client client = exchange.client();
        begin(client);
        String asked = exchange.optionalOrEmpty(1);
        CapabilitySet offered = OfferedCapabilities.of(client, exchange.settings());
        CapabilitySet now = client.capabilities();
        List<String> words = Arrays.stream(asked.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String word : words) {
            boolean add = word.charAt(0) != '-';
            Capability capability = Capability.ofWireName(add ? word : word.substring(1));
            boolean stays = capability == Capability.CAP_NOTIFY && client.capVersion() >= VERSION_WITH_VALUES;
            if (capability == null || (add ? !offered.has(capability) : stays)) {
                exchange.fromServer("CAP", client.name(), "NAK", Cut.toBytes(asked, REPEATED_BYTES));
                return;
            }
            now = add ? now.with(capability) : now.without(capability);
        }
        client.capabilities(now);
        List<String> texts = WordPacker.pack(words, REPEATED_BYTES);
        for (String text : texts.isEmpty() ? List.of("") : texts) {
            exchange.fromServer("CAP", client.name(), "ACK", text);
        }
    }
}
