package chat.parley.relay.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** What a connection has left to its channel, because the socket did not take it at once. Used on its loop's thread only. */
final class SendQueue {
    private final Connection connection;
    private final Channel channel;
    private final Backlog backlog;
    /** TLS writes things of its own. */
    private final boolean secure;
    /** Something was left to the channel, and may wait there still. */
    private boolean used;
    /** It is in the backlog. */
    private boolean behind;
    /** How much waited when that was looked at last, and in how many pieces. */
    private long notedBytes;

    private int notedPieces;

    /** @param used something is there already */
    SendQueue(Connection connection, Channel channel, Backlog backlog, boolean secure, boolean used) {
        this.connection = connection;
        this.channel = channel;
        this.backlog = backlog;
        this.secure = secure;
        this.used = used;
    }

    /** Something is left to the channel. */
    void use() {
        used = true;
    }

    /** Whether the channel still has something to write. Not to be asked between what is left to it and its flush. */
    boolean isWaiting() {
        if (used) {
            ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
            used = queue == null || !queue.isEmpty();
        }
        return used;
    }

    /** What was appended and is not taken by the socket yet. */
    long bytes() {
        ChannelOutboundBuffer queue = used || secure ? channel.unsafe().outboundBuffer() : null;
        return queue == null ? 0 : queue.totalPendingWriteBytes();
    }

    /** Looks how much waits, and has the {@link Backlog} know. */
    long note() {
        long waits = bytes();
        if (waits > 0) {
            boolean known = behind;
            long bytes = notedBytes;
            int pieces = notedPieces;
            look();
            backlog.grew(this, known, notedBytes - bytes, notedPieces - pieces);
        }
        return waits;
    }

    private void look() {
        notedBytes = bytes();
        behind = notedBytes > 0;
        ChannelOutboundBuffer queue = behind ? channel.unsafe().outboundBuffer() : null;
        notedPieces = queue == null ? 0 : queue.size();
    }

    /** In how many pieces there waited what did when that was looked at last. */
    int pieces() {
        return notedPieces;
    }

    /** Something waits still; else it is in the backlog no more. */
    boolean isStillBehind() {
        look();
        return behind;
    }

    /** The memory that it takes is needed: see {@link Connection#cutOff}. */
    void cutOff() {
        connection.cutOff();
    }
}
