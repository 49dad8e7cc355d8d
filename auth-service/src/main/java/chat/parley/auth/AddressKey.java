package chat.parley.auth;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Under what an address is counted: an IPv6 client has a whole /64 network to choose from, so all of it counts as one. */
final class AddressKey {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private AddressKey() {}

    static String of(String address) {
        byte[] bytes = address.indexOf(':') < 0 ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length != IPV6_BYTES
                ? address
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    }
}
