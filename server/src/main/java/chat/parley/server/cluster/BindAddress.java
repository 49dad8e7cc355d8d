package chat.parley.server.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the address of this machine that the others of the cluster reach it at. */
final class BindAddress {
    private BindAddress() {}

    /**
     * Blocking, where a name has to be looked up.
     *
     * @param wanted an address or a name of this machine, an interface ({@code eth0}), or a subnet ({@code 172.16.0.0/12}), of which
     *     it takes the first address
     * @throws IllegalArgumentException when this machine has no such address
     */
    static InetAddress find(String wanted) {
        try {
            NetworkInterface named = NetworkInterface.getByName(wanted);
            if (named != null) {
                return first(Collections.list(named.getInetAddresses()), wanted);
            }
            int slash = wanted.indexOf('/');
            if (slash > 0) {
                return first(inSubnet(wanted.substring(0, slash), wanted.substring(slash + 1)), wanted);
            }
            InetAddress address = InetAddress.getByName(wanted);
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new IllegalArgumentException("'" + wanted + "' is no address of this machine");
            }
            return address;
        } catch (SocketException | UnknownHostException | NumberFormatException unknown) {
            throw new IllegalArgumentException("'" + wanted + "' is no address, name, interface or subnet", unknown);
        }
    }

    private static InetAddress first(List<InetAddress> addresses, String wanted) {
        return addresses.stream()
                .filter(address -> !address.isLinkLocalAddress())
                .min((one, other) -> Integer.compare(one.getAddress().length, other.getAddress().length))
                .orElseThrow(() -> new IllegalArgumentException("this machine has no address in '" + wanted + "'"));
    }

    private static List<InetAddress> inSubnet(String network, String bits)
            throws SocketException, UnknownHostException {
        byte[] prefix = InetAddress.getByName(network).getAddress();
        int length = Integer.parseInt(bits);
        if (length < 0 || length > prefix.length * Byte.SIZE) {
            throw new NumberFormatException(bits);
        }
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(one.getInetAddresses())) {
                if (begins(address.getAddress(), prefix, length)) {
                    found.add(address);
                }
            }
        }
        return found;
    }

    private static boolean begins(byte[] address, byte[] prefix, int bits) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % Byte.SIZE);
            if ((address[i / Byte.SIZE] & mask) != (prefix[i / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
