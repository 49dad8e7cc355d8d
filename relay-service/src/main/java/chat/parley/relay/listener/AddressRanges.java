package chat.parley.relay.listener;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Internet addresses, each alone or as a range in CIDR notation. */
final class AddressRanges {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<IpSubnetFilterRule> rules = new ArrayList<>();

    /**
     * Names are not looked up: what they stand for may change, and may be somebody else's to say.
     *
     * @param ranges for instance {@code 10.1.2.3}, {@code 10.0.0.0/8} and {@code fd00::/8}
     * @throws IllegalArgumentException for anything else
     */
    AddressRanges(List<String> ranges) {
        for (String range : ranges) {
            rules.add(rule(range));
        }
    }

    private static IpSubnetFilterRule rule(String range) {
        int slash = range.indexOf('/');
        String address = slash < 0 ? range : range.substring(0, slash);
        boolean v4 = NetUtil.isValidIpV4Address(address);
        int most = v4 ? IPV4_BITS : IPV6_BITS;
        int bits = slash < 0 ? most : bits(range.substring(slash + 1));
        if ((!v4 && (!NetUtil.isValidIpV6Address(address) || address.indexOf('%') >= 0)) || bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "'" + range + "' is neither an address nor a range of addresses like 10.0.0.0/8 or fd00::/8");
        }
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    private static int bits(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    boolean contain(SocketAddress address) {
        return address instanceof InetSocketAddress internet && rules.stream().anyMatch(rule -> rule.matches(internet));
    }
}
