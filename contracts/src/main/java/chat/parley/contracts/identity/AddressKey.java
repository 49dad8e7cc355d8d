package chat.parley.contracts.identity;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Under what an address is counted: an IPv6 client has a whole /64 network to choose from, so all of it counts as one. An IPv4 address
 * that is written as an IPv6 one counts as what it is.
 */
public final class AddressKey {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressKey() {}

    /** The key of an address in text; what is none is its own. */
    public static String of(String address) {
        byte[] bytes = address.indexOf(':') < 0 ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length != IPV6_BYTES) {
            return address;
        }
        if (Arrays.equals(bytes, 0, IPV4_MAPPED.length, IPV4_MAPPED, 0, IPV4_MAPPED.length)) {
            return NetUtil.bytesToIpAddress(bytes, IPV4_MAPPED.length, IPV6_BYTES - IPV4_MAPPED.length);
        }
        return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64";
    }
}
