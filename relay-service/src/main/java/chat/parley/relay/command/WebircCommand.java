package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.Peer;
import chat.parley.relay.session.SessionSettings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WEBIRC: a gateway tells, before anything else, whose connection it is. Whatever is wrong with it ends the connection: who would go on
 * as the gateway itself would be somebody else than it seems.
 *
 * @see <a href="https://ircv3.net/specs/extensions/webirc">IRCv3 WebIRC</a>
 */
final class WebircCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.connecting("WEBIRC", 4, "<password> <gateway> <hostname> <ip> [:<options>]");
    private static final String SECURE = "secure";

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        String address = address(exchange.param(3));
        List<String> gateways = exchange.settings().gateways().stream()
                .filter(gateway -> gateway.isAt(exchange.client().peer().address()))
                .map(SessionSettings.Gateway::name)
                .toList();
        if (gateways.isEmpty()) {
            exchange.leave("WEBIRC is taken from configured gateways only", true);
        } else if (!isFirst(exchange.client())) {
            exchange.leave("WEBIRC has to come before everything else", true);
        } else if (address == null) {
            exchange.leave("WEBIRC has to tell the client's IP address", true);
        } else {
            exchange.ask(
                    new AccountRequest.CheckGateway(
                            gateways, new Secret(exchange.param(0).getBytes(StandardCharsets.UTF_8))),
                    _right -> become(exchange, address),
                    failure -> exchange.leave(failure.text(), true));
        }
    }

    private static boolean isFirst(Client client) {
        return client.capVersion() == 0
                && !client.isNegotiating()
                && client.wantedNick() == null
                && client.user() == null
                && client.password() == null
                && client.account() == null;
    }

    /** In the one form in which addresses are counted; null for what is none. */
    private static @Nullable String address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException neither4Nor16Bytes) {
            return null;
        }
    }

    /** All the way has to be protected, for somebody's connection to be secure; on this machine it is anyway. */
    private static void become(Exchange exchange, String address) {
        Peer gateway = exchange.client().peer();
        boolean wayToHere = gateway.secure() || isLoopback(gateway.address());
        boolean secure = wayToHere
                && Arrays.asList(exchange.optionalOrEmpty(4).split(" ", -1)).contains(SECURE);
        exchange.comesFrom(
                new Peer(address, Peer.hostOf(address), secure, gateway.passwordsAllowed(), null, gateway.classic()));
    }

    private static boolean isLoopback(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes != null && InetAddress.getByAddress(bytes).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
