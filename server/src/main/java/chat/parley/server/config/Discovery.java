package chat.parley.server.config;

import chat.parley.protocol.Validated;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a process finds others of its cluster: when it starts, and again after it was cut off. */
public sealed interface Discovery {
    /** The begin of a discovery by name. */
    String DNS = "dns:";

    /** Some are listed; the others are learned of from them. */
    record Listed(List<Member> members) implements Discovery {
        public Listed {
            members = List.copyOf(members);
        }
    }

    /** Whatever addresses a DNS name has (a service of Docker or Kubernetes), all with the port that this process has itself. */
    record Named(String name) implements Discovery {}

    /** Where one may be. The host need not be known yet. */
    record Member(String host, int port) {}

    /** Reads {@code host:port,host:port} or {@code dns:name}; a reason goes on after the value. */
    static Validated<Discovery> parse(String text) {
        if (text.startsWith(DNS)) {
            String name = text.substring(DNS.length());
            return name.matches("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")
                    ? Validated.valid(new Named(name))
                    : Validated.invalid("has no host name after " + DNS);
        }
        List<Member> members = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Member member = member(one.strip());
            if (member == null) {
                return Validated.invalid("has to be host:port, several with commas between, or dns:name");
            }
            members.add(member);
        }
        return Validated.valid(new Listed(members));
    }

    private static @Nullable Member member(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        boolean good = !host.isEmpty() && port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65_535;
        return good ? new Member(host, Integer.parseInt(port)) : null;
    }
}
