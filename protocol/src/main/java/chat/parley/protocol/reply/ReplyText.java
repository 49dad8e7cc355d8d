package chat.parley.protocol.reply;

/** Fills in what stands between angle brackets. */
final class ReplyText {

    private ReplyText() {}

    static String fill(String text, String... values) {
        var filled = new StringBuilder();
        int from = 0;
        int next = 0;
        int open = text.indexOf('<');
        while (open >= 0) {
            int close = text.indexOf('>', open);
            if (next == values.length) {
                throw new IllegalArgumentException("Too few values for: " + text);
            }
            filled.append(text, from, open).append(values[next++]);
            from = close + 1;
            open = text.indexOf('<', from);
        }
        if (next < values.length) {
            throw new IllegalArgumentException("Too many values for: " + text);
        }
        return filled.append(text, from, text.length()).toString();
    }
}
