package chat.parley.relay.delivery;

import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.LineWriter;
import chat.parley.relay.listener.Framing;
import chat.parley.relay.listener.LoopWriter;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consecutive events on their way to many readers: encoded once for each variant of capabilities and framing that some reader has,
 * into a buffer that all readers of the variant are written from. Good for one turn of the loop, though readers may be written to
 * later.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** What is in a batch. */
    interface Lines {
        int size();

        /** The capabilities that change the bytes of any of these lines. */
        CapabilitySet relevant();

        /** Appends the lines of one event, for readers who have these of the relevant capabilities; none, where they see none. */
        void write(int event, CapabilitySet capabilities, LineWriter to);
    }

    private final Lines lines;
    private final LoopWriter writer;
    private final LineWriter scratch;
    private final long pauseMillis;
    private final boolean apart;
    private final int relevantBits;
    private Variant[] variants = new Variant[1];
    private int count;
    private int readers;
    private long bytes;

    /** Nobody waits for it. */
    static final long AT_ONCE = 0;

    /** All that changes any line that goes to a room. */
    private static final int RELEVANT_BITS = EventLines.RELEVANT.bits() | PresenceLines.RELEVANT.bits();

    /**
     * A batch of which nothing is encoded yet.
     *
     * @param scratch of this loop, for encoding
     * @param pauseMillis how long readers may wait for it
     * @param behind many of its readers wait for others already, behind which it is to lie
     */
    Batch(Lines lines, LoopWriter writer, LineWriter scratch, long pauseMillis, boolean behind) {
        this.lines = lines;
        this.writer = writer;
        this.scratch = scratch;
        this.pauseMillis = pauseMillis;
        this.apart = behind || pauseMillis > AT_ONCE;
        // apart, whatever a reader is handed is to lie in the same place
        this.relevantBits = lines.relevant().bits() | (apart ? RELEVANT_BITS : 0);
    }

    int size() {
        return lines.size();
    }

    /** How many were handed a part of it. */
    int readers() {
        return readers;
    }

    /** How many bytes they were handed, all together. */
    long bytes() {
        return bytes;
    }

    /** Hands a reader all of it. */
    void write(LocalSession reader) {
        Variant variant = variant(reader);
        append(reader, variant.buffer, variant.start, variant.end);
    }

    /** Hands a reader all of it, who is not to wait. */
    void writeAtOnce(LocalSession reader) {
        Variant variant = variant(reader);
        reader.connection().append(variant.buffer, variant.start, variant.end);
        readers++;
        bytes += variant.end - variant.start;
    }

    /** Hands a reader the events from one (inclusive) to another (exclusive). */
    void write(LocalSession reader, int from, int to) {
        if (from >= to) {
            return;
        }
        Variant variant = variant(reader);
        append(reader, variant.buffer, variant.begin(from), variant.begin(to));
    }

    private void append(LocalSession reader, ByteBuf buffer, int begin, int end) {
        if (pauseMillis > AT_ONCE) {
            reader.connection().appendWithin(pauseMillis, buffer, begin, end);
        } else {
            reader.connection().append(buffer, begin, end);
        }
        readers++;
        bytes += end - begin;
    }

    private Variant variant(LocalSession reader) {
        int bits = reader.capabilityBits & relevantBits;
        Framing framing = reader.connection().framing();
        for (int i = 0; i < count; i++) {
            if (variants[i].bits == bits && variants[i].framing == framing) {
                return variants[i];
            }
        }
        Variant variant = encode(bits, framing);
        if (count == variants.length) {
            variants = Arrays.copyOf(variants, count * 2);
        }
        variants[count++] = variant;
        return variant;
    }

    private Variant encode(int bits, Framing framing) {
        CapabilitySet capabilities = new CapabilitySet(bits);
        int[] ends = new int[lines.size()];
        scratch.clear();
        for (int i = 0; i < ends.length; i++) {
            int before = scratch.length();
            try {
                lines.write(i, capabilities, scratch);
            } catch (IllegalArgumentException unfit) {
                scratch.truncate(before);
                LOG.atError().setCause(unfit).log("an event that cannot stand on the wire was not shown");
            }
            ends[i] = scratch.length();
        }
        if (apart) {
            ByteBuf buffer = writer.placeApart(scratch, framing, capabilities, ends);
            int end = buffer.writerIndex();
            return new Variant(bits, framing, buffer, end - length(ends), end, ends);
        }
        int start = writer.place(scratch, framing, ends);
        return new Variant(bits, framing, writer.shared(), start, start + length(ends), ends);
    }

    private static int length(int[] ends) {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    private static final class Variant {
        final int bits;
        final Framing framing;
        final ByteBuf buffer;
        final int start;
        final int end;
        final int[] ends;

        Variant(int bits, Framing framing, ByteBuf buffer, int start, int end, int[] ends) {
            this.bits = bits;
            this.framing = framing;
            this.buffer = buffer;
            this.start = start;
            this.end = end;
            this.ends = ends;
        }

        /** Where an event's lines begin. */
        int begin(int event) {
            return event == 0 ? start : start + ends[event - 1];
        }
    }
}
