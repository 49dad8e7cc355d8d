package chat.parley.server.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** By what this machine may be called. Asks nobody over the network, which could take seconds. */
final class HostNames {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private static final List<InetAddress> LOOPBACK =
            List.of(address(127, 0, 0, 1), address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private HostNames() {}

    private static InetAddress address(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** DNS names for a certificate, in lower case: loopback's, the server's, the machine's. */
    static Set<String> names(String serverName) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "parley.localhost"));
        names.add(serverName.toLowerCase(Locale.ROOT));
        machine().map(name -> name.toLowerCase(Locale.ROOT)).ifPresent(names::add);
        return names;
    }

    /** Addresses for a certificate: loopback, and those of the machine's interfaces. */
    static Set<InetAddress> addresses() {
        Set<InetAddress> addresses = new LinkedHashSet<>(LOOPBACK);
        try {
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(one.getInetAddresses())) {
                    if (!address.isLinkLocalAddress() && !address.isLoopbackAddress()) {
                        addresses.add(address);
                    }
                }
            }
        } catch (SocketException unknown) {
            return addresses;
        }
        return addresses;
    }

    private static Optional<String> machine() {
        return fromKernel()
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .map(String::strip)
                .filter(name -> name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"));
    }

    private static Optional<String> fromKernel() {
        try {
            return Optional.of(Files.readString(LINUX));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
