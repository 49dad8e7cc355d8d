package chat.parley.server.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Writes the few forms of ASN.1 that a certificate is made of, in DER (ITU-T X.690). */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** From here on two digits do not suffice for the year (RFC 5280, section 4.1.2.5). */
    private static final Instant FOUR_DIGITS_FROM = Instant.parse("2050-01-01T00:00:00Z");

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTC_TIME_TAG = 0x17;
    private static final int GENERALIZED_TIME_TAG = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, concat(parts));
    }

    static byte[] integer(BigInteger number) {
        return tagged(INTEGER, number.toByteArray());
    }

    static byte[] yes() {
        return tagged(BOOLEAN, new byte[] {(byte) 0xff});
    }

    static byte[] nothing() {
        return tagged(NULL);
    }

    static byte[] octets(byte[] content) {
        return tagged(OCTET_STRING, content);
    }

    /** @param unusedBits at the end of the last byte */
    static byte[] bits(int unusedBits, byte[] content) {
        return tagged(BIT_STRING, concat(new byte[] {(byte) unusedBits}, content));
    }

    static byte[] time(Instant instant) {
        boolean fourDigits = !instant.isBefore(FOUR_DIGITS_FROM);
        String text = (fourDigits ? GENERALIZED_TIME : UTC_TIME).format(instant);
        return tagged(fourDigits ? GENERALIZED_TIME_TAG : UTC_TIME_TAG, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param dotted {@code 1.2.840.…} */
    static byte[] oid(String dotted) {
        long[] arcs = Pattern.compile("\\.")
                .splitAsStream(dotted)
                .mapToLong(Long::parseLong)
                .toArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        base128(arcs[0] * 40 + arcs[1], content);
        for (int i = 2; i < arcs.length; i++) {
            base128(arcs[i], content);
        }
        return tagged(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** A value under a number that its surroundings give a meaning, around the value's own tag. */
    static byte[] explicit(int number, byte[] value) {
        return tagged(CONTEXT | CONSTRUCTED | number, value);
    }

    /** The same, in the place of the value's own tag. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(CONTEXT | number, content);
    }

    private static byte[] tagged(int tag, byte... content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        length(content.length, out);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void length(int length, ByteArrayOutputStream out) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        byte[] bytes = BigInteger.valueOf(length).toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        out.write(0x80 | (bytes.length - from));
        out.write(bytes, from, bytes.length - from);
    }

    private static void base128(long number, ByteArrayOutputStream out) {
        int shift = 0;
        while (number >> (shift + 7) != 0) {
            shift += 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write((int) (((number >> shift) & 0x7f) | 0x80));
        }
        out.write((int) (number & 0x7f));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
