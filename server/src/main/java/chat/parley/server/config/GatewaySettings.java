package chat.parley.server.config;

import chat.parley.contracts.ban.AddressRange;
import chat.parley.protocol.Validated;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway, which connects for its clients and says who they are (WEBIRC).
 *
 * @param hosts from where it connects
 * @param password in the clear, or a verifier {@code SCRAM-SHA-256$…} of it
 */
public record GatewaySettings(String name, List<AddressRange> hosts, Hidden password) {

    static GatewaySettings read(Section section) {
        OperatorSettings named = OperatorSettings.read(section);
        return new GatewaySettings(named.name(), hosts(section), named.password());
    }

    private static List<AddressRange> hosts(Section section) {
        List<AddressRange> hosts = new ArrayList<>();
        for (String text : section.texts("hosts")) {
            switch (AddressRange.parse(text)) {
                case Validated.Valid<AddressRange> good -> hosts.add(good.value());
                case Validated.Invalid<AddressRange> bad -> section.reject("hosts", "'" + text + "' " + bad.reason());
            }
        }
        if (hosts.isEmpty()) {
            section.reject("hosts", "has to name the addresses from which the gateway connects");
        }
        return hosts;
    }
}
