package chat.parley.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server that plays scripts on a real socket, one for each connection in turn; when there are no more, it only listens. A script has lines {@code C: …}, which
 * wait for a line of the client, and {@code S: …}, which are sent. A star in a C line stands for anything, {@code <x>} for
 * something without spaces and semicolons that later S lines may repeat. {@code X} closes the connection.
 */
public final class FakeServer implements AutoCloseable {

    /** Lets ana in, by PLAIN. */
    public static final String LETS_ANA_IN = """
            C: CAP LS 302
            S: :s CAP * LS :sasl=PLAIN message-tags server-time echo-message batch labeled-response standard-replies parley.chat/nonce
            C: CAP REQ <all>*
            S: :s CAP * ACK :sasl message-tags server-time echo-message batch labeled-response standard-replies parley.chat/nonce
            C: AUTHENTICATE PLAIN
            S: AUTHENTICATE +
            C: AUTHENTICATE AGFuYQBzZWNyZXQ=
            S: :s 903 * :ok
            C: NICK ana
            C: USER ana 0 * *
            C: CAP END
            S: :s 001 ana :Welcome
            S: :s 422 ana :No MOTD
            C: PING parley-ready
            S: :s PONG s parley-ready
            """;

    private final ServerSocket socket;
    private volatile @Nullable SSLContext context;
    private final BlockingQueue<String> scripts = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private FakeServer(ServerSocket socket, @Nullable SSLContext context, String... scripts) {
        this.socket = socket;
        this.context = context;
        this.scripts.addAll(List.of(scripts));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** A server in the clear. */
    public static FakeServer plain(String... scripts) throws IOException {
        return new FakeServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), null, scripts);
    }

    /** A server with a certificate that no authority vouches for. There are two: {@code first} and {@code second}. */
    public static FakeServer tls(String identity, String... scripts) throws IOException, GeneralSecurityException {
        return new FakeServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), context(identity), scripts);
    }

    /** From now on the server has another certificate, as if it were somebody else's. */
    public void become(String identity) throws IOException, GeneralSecurityException {
        context = context(identity);
    }

    private static SSLContext context(String identity) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = FakeServer.class.getResourceAsStream(identity + ".p12")) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Socket secured(Socket client) throws IOException {
        SSLContext identity = context;
        if (identity == null) {
            return client;
        }
        var secured = (SSLSocket) identity.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The lines that clients have sent. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Where a script and a client did not agree. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket accepted = socket.accept();
                    Socket client = secured(accepted)) {
                String script = scripts.poll();
                play(script == null ? "" : script, client);
            } catch (IOException e) {
                // The client went away, or the test is over.
            }
        }
    }

    private void play(String script, Socket client) throws IOException {
        client.setSoTimeout(60_000);
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        OutputStream out = client.getOutputStream();
        var captured = new java.util.HashMap<String, String>();
        for (String step : script.lines().toList()) {
            if (step.equals("X")) {
                return;
            }
            String text = step.substring(3);
            if (step.startsWith("S: ")) {
                for (var one : captured.entrySet()) {
                    text = text.replace("<" + one.getKey() + ">", one.getValue());
                }
                out.write((text + "\r\n").getBytes(UTF_8));
                out.flush();
            } else if (!hear(text, in.readLine(), captured)) {
                return;
            }
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
        }
    }

    private boolean hear(String expected, @Nullable String line, java.util.Map<String, String> captured) {
        if (line == null) {
            complaints.add("expected " + expected + ", but the client went away");
            return false;
        }
        heard.add(line);
        Matcher names = Pattern.compile("<([a-z]+)>").matcher(expected);
        var pattern = new StringBuilder();
        int at = 0;
        while (names.find()) {
            pattern.append(literal(expected.substring(at, names.start())));
            pattern.append("(?<").append(names.group(1)).append(">[^ ;]*)");
            at = names.end();
        }
        pattern.append(literal(expected.substring(at)));
        Matcher found = Pattern.compile(pattern.toString()).matcher(line);
        if (!found.matches()) {
            complaints.add("expected " + expected + ", heard " + line);
            return false;
        }
        found.namedGroups().keySet().forEach(name -> captured.put(name, found.group(name)));
        return true;
    }

    private static String literal(String text) {
        return text.isEmpty() ? "" : "\\Q" + text.replace("*", "\\E.*\\Q") + "\\E";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
