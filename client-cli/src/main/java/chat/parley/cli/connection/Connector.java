package chat.parley.cli.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one server. A certificate that an authority vouches for under the server's name is accepted; any
 * other is trusted on first use, if the {@link TrustPolicy} agrees, and pinned by its key. A pinned server that shows
 * another key is refused.
 */
public final class Connector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int HANDSHAKE_MILLIS = 15_000;

    private final ServerAddress server;
    private final KnownHosts known;
    private final TrustPolicy policy;
    private final @Nullable Fingerprint demanded;

    /** @param demanded the only key to accept, whatever is pinned or vouched for; null: as described above */
    public Connector(ServerAddress server, KnownHosts known, TrustPolicy policy, @Nullable Fingerprint demanded) {
        this.server = server;
        this.known = known;
        this.policy = policy;
        this.demanded = demanded;
    }

    public ServerAddress server() {
        return server;
    }

    /**
     * Connects. Blocks, for 25 seconds at most but for what the policy takes.
     *
     * @throws ConnectException if there is no connection, or none that is trusted
     */
    public Socket connect() throws ConnectException {
        Socket socket = reach();
        try {
            return server.tls() ? secure(socket) : socket;
        } catch (ConnectException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private Socket reach() throws ConnectException {
        InetSocketAddress address = server.resolve();
        if (address.isUnresolved()) {
            throw unreachable("There is no host called " + server.host() + ".");
        }
        var socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        } catch (SocketTimeoutException e) {
            closeQuietly(socket);
            throw unreachable(server.shown() + " does not answer.");
        } catch (NoRouteToHostException e) {
            closeQuietly(socket);
            throw unreachable("There is no way to " + server.shown() + " from here.");
        } catch (java.net.ConnectException e) {
            closeQuietly(socket);
            throw unreachable("Nothing listens at " + server.shown() + ".");
        } catch (IOException e) {
            closeQuietly(socket);
            throw unreachable(server.shown() + " cannot be reached.");
        }
    }

    private Socket secure(Socket plain) throws ConnectException {
        try {
            var trust = new CollectingTrust();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, new SecureRandom());
            plain.setSoTimeout(HANDSHAKE_MILLIS);
            var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, server.host(), server.port(), true);
            socket.setSSLParameters(parameters(socket.getSSLParameters()));
            socket.startHandshake();
            plain.setSoTimeout(0);
            decide(trust, ServerAddress.isLocal(socket.getInetAddress()));
            return socket;
        } catch (SocketTimeoutException e) {
            throw notUnderstood(server.shown() + " does not answer in TLS. If it speaks plain text, use --no-tls.");
        } catch (SSLException e) {
            throw notUnderstood(server.shown() + " does not speak TLS that this client understands. If it speaks plain"
                    + " text, use --no-tls.");
        } catch (IOException e) {
            throw unreachable("The connection to " + server.shown() + " was lost: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw notUnderstood("This Java cannot do TLS: " + e.getMessage());
        }
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (server.host().indexOf('.') > 0 && !server.host().matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(server.host())));
        }
        return parameters;
    }

    private void decide(CollectingTrust trust, boolean local) throws ConnectException {
        try {
            decideByPins(trust, local);
        } catch (IOException e) {
            throw new ConnectException(
                    ConnectException.Kind.NOT_TRUSTED,
                    "The certificate of " + server.shown() + " could not be checked: " + e.getMessage());
        }
    }

    private void decideByPins(CollectingTrust trust, boolean local) throws ConnectException, IOException {
        X509Certificate leaf = trust.leaf();
        if (leaf == null) {
            throw notUnderstood(server.shown() + " showed no certificate.");
        }
        Fingerprint shown = Fingerprint.of(leaf);
        Fingerprint wanted = demanded;
        if (wanted != null) {
            if (!shown.equals(wanted)) {
                throw changed(wanted, shown, "what --fingerprint demands", "give that to --fingerprint");
            }
            return;
        }
        Fingerprint pinned = known.find(server.shown());
        if (pinned != null && pinned.equals(shown)) {
            return;
        }
        if (trust.isVouchedFor()) {
            return;
        }
        if (pinned != null) {
            throw changed(
                    pinned,
                    shown,
                    "the key that was trusted before",
                    "take the line of " + server.shown() + " out of\n" + known.file() + " and connect again");
        }
        if (!policy.trustsFirst(server, shown, local)) {
            throw new ConnectException(
                    ConnectException.Kind.NOT_TRUSTED, "The certificate of " + server.shown() + " is not trusted.");
        }
        known.pin(server.shown(), shown);
    }

    private ConnectException changed(Fingerprint expected, Fingerprint shown, String what, String cure) {
        return new ConnectException(
                ConnectException.Kind.CERTIFICATE_CHANGED, """
                WARNING: THE CERTIFICATE OF %s HAS CHANGED.
                It is not %s. Somebody may be
                listening in on you, or the server was set up anew. Nothing was sent.
                  expected %s
                  shown    %s
                Ask whoever runs the server for its fingerprint. If the new one is right,
                %s.""".formatted(server.shown(), what, expected, shown, cure));
    }

    private static ConnectException unreachable(String message) {
        return new ConnectException(ConnectException.Kind.UNREACHABLE, message);
    }

    private static ConnectException notUnderstood(String message) {
        return new ConnectException(ConnectException.Kind.NOT_UNDERSTOOD, message);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing that anybody could do.
        }
    }
}
