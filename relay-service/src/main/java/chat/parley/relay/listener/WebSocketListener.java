package chat.parley.relay.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.relay.metrics.RelayMetrics;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * IRC by WebSocket. Vert.x's HTTP server makes the handshake; then the {@link Connection} takes over, as it does for TCP, so that what
 * many are to read is framed once for all of them.
 *
 * @see <a href="https://ircv3.net/specs/extensions/websocket">IRCv3 WebSocket</a>
 */
// Netty tells of writes and closes by the channel's end
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketListener extends ServedListener {
    private static final String TEXT = "text.ircv3.net";
    private static final String BINARY = "binary.ircv3.net";

    /** Longer than any line may be: what is longer than a line, but not than this, is answered by 417. */
    private static final int MAX_FRAME_BYTES = 65_536;

    private static final AttributeKey<AddressLimit.Place> PLACE =
            AttributeKey.valueOf(WebSocketListener.class, "place");
    private static final String CONNECTION = "parley";

    private final HttpServer server;
    private final Origins origins;

    WebSocketListener(ListenerConfig config, Language.WebSocket language, int freePort, LoopParts parts) {
        super(config, parts);
        this.origins = new Origins(language.origins());
        this.server = parts.vertx()
                .createHttpServer(options(freePort))
                .connectionHandler(http -> accepted(
                        ((HttpServerConnection) http).channelHandlerContext().channel()))
                .webSocketHandshakeHandler(this::handshake)
                .requestHandler(WebSocketListener::answer);
    }

    private HttpServerOptions options(int freePort) {
        HttpServerOptions options = new HttpServerOptions()
                .setUseAlpn(false)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setWebSocketSubProtocols(List.of(BINARY, TEXT));
        return configured(options, freePort);
    }

    @Override
    Future<Integer> bind() {
        return server.listen().map(HttpServer::actualPort);
    }

    @Override
    public Future<Void> close() {
        return server.close();
    }

    // ---- before the handshake

    /** It is known who this is; what they want is not, and they may not take long to say it. */
    @Override
    void arrived(Channel channel, AddressLimit.Place place) {
        channel.attr(PLACE).set(place);
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isOpen() && channel.pipeline().get(CONNECTION) == null) {
                                parts().metrics().refused(RelayMetrics.Refusal.HANDSHAKE);
                                channel.close();
                            }
                        },
                        parts().limits().handshakeMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    void refuse(Channel channel, String why) {
        byte[] answer =
                ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                                + (why.length() + 1) + "\r\nConnection: close\r\n\r\n" + why + "\n")
                        .getBytes(UTF_8);
        // before the encoder, which is for whole answers
        ChannelHandlerContext decoder = channel.pipeline().context("httpDecoder");
        if (decoder == null) {
            channel.close();
        } else {
            decoder.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(426)
                .putHeader("Upgrade", "websocket")
                .putHeader("Connection", "Upgrade")
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end("IRC is spoken here by WebSocket, with the subprotocol " + TEXT + " or " + BINARY + ".\n");
    }

    private void handshake(ServerWebSocketHandshake handshake) {
        if (admission().isRefusing()) {
            handshake.reject(503);
        } else if (!origins.allow(
                handshake.headers().get("Origin"), handshake.headers().get("Host"))) {
            parts().metrics().refused(RelayMetrics.Refusal.ORIGIN);
            handshake.reject(403);
        } else {
            handshake.accept().onSuccess(this::upgraded);
        }
    }

    // ---- after it

    /** Without a subprotocol it is text, which every client can take. */
    private void upgraded(ServerWebSocket webSocket) {
        ChannelHandlerContext vertx = ((WebSocketInternal) webSocket).channelHandlerContext();
        AddressLimit.Place place = vertx.channel().attr(PLACE).get();
        if (place == null) {
            vertx.close();
            return;
        }
        Framing framing = BINARY.equals(webSocket.subProtocol()) ? Framing.BINARY : Framing.TEXT;
        Connection connection = admission().connection(vertx, framing);
        vertx.pipeline()
                .addBefore(vertx.name(), "utf8", new Utf8FrameValidator(false))
                .addBefore(vertx.name(), "lines", new WebSocketLines(connection));
        admission().open(connection, vertx, place);
    }
}
