package chat.parley.contracts.ban;

import chat.parley.protocol.Validated;
import io.netty.util.NetUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, or all that begin with the same bits. An IPv4 address that is written as an IPv6 one is what it is.
 *
 * @param text in its one form: {@code 192.0.2.0/24}; a single address without its length
 */
public record AddressRange(String text) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    /** A slip of the finger must not ban half of the world. */
    private static final int SHORTEST_IPV4_BITS = 8;

    private static final int SHORTEST_IPV6_BITS = 16;

    /** Reads {@code address} or {@code address/bits}; the reason goes on after the text. Looks no name up. */
    public static Validated<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Validated.invalid("is no IP address");
        }
        int all = address.length * Byte.SIZE;
        int least = address.length == IPV4_BYTES ? SHORTEST_IPV4_BITS : SHORTEST_IPV6_BITS;
        String given = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > all) {
            return Validated.invalid("has no length of 0 to " + all + " bits");
        }
        int bits = Integer.parseInt(given);
        if (bits < least) {
            return Validated.invalid("is too much: " + least + " bits have to be given at least");
        }
        String network = NetUtil.bytesToIpAddress(masked(address, bits));
        return Validated.valid(new AddressRange(bits == all ? network : network + "/" + bits));
    }

    /** Whether an address, in text, lies in it; what is none does not. */
    public boolean contains(String address) {
        byte[] theirs = bytes(address);
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (theirs == null || network == null || theirs.length != network.length) {
            return false;
        }
        int bits = slash < 0 ? network.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        return Arrays.equals(masked(theirs, bits), network);
    }

    private static byte @Nullable [] bytes(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        boolean mapped = bytes != null
                && bytes.length == IPV6_BYTES
                && Arrays.equals(bytes, 0, IPV4_MAPPED.length, IPV4_MAPPED, 0, IPV4_MAPPED.length);
        return mapped ? Arrays.copyOfRange(bytes, IPV4_MAPPED.length, IPV6_BYTES) : bytes;
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return masked;
    }
}
