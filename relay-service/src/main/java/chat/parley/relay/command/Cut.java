package chat.parley.relay.command;

import chat.parley.protocol.line.WordPacker;

/** Shortens texts of which the beginning is worth having, such as a reason for leaving. */
final class Cut {
    private Cut() {}

    /** As much of a text, from its beginning, as fits into so many bytes of UTF-8; no character is split. */
    static String toBytes(String text, int maxBytes) {
        if (text.length() <= maxBytes && WordPacker.utf8Bytes(text) <= maxBytes) {
            return text;
        }
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }
}
