package chat.parley.server.command;

/** What strangers wrote, made fit for a terminal, which else might take it for commands. */
final class Printable {
    private static final char INSTEAD = '\uFFFD';

    private Printable() {}

    /** Text of one line or more, with U+FFFD for what a terminal would act upon. */
    static String text(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(isActedUpon(c) ? INSTEAD : c);
        }
        return printable.toString();
    }

    /** JSON that means the same: in it, what a terminal would act upon is escaped. */
    static String json(String json) {
        StringBuilder printable = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isActedUpon(c)) {
                printable.append(String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    /** Controls, and what turns the direction of the text around it. */
    private static boolean isActedUpon(char c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
