package chat.parley.protocol.reply;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the catalogue of replies down for people to read. */
public final class ReplyReference {

    private ReplyReference() {}

    /** The whole catalogue in Markdown, ending with a line end. */
    public static String markdown() {
        return """
                # What the server answers

                Every numeric and every standard reply, made from the catalogue in `chat.parley.protocol.reply`. \
                What stands between angle brackets is filled in; a room is what IRC calls a channel.

                ## Standard replies

                `FAIL`, then the command that is answered (`*` for none), the code, the context and \
                the text. Clients without the capability `standard-replies` get those of our own in a `NOTICE`.

                | Code | Answers | Context | Text | Specification |
                | --- | --- | --- | --- | --- |
                """
                + Arrays.stream(FailCode.values()).map(ReplyReference::row).collect(Collectors.joining())
                + """

                ## Numerics

                The first parameter, the client's own nick (`*` before there is one), is left out.

                | Code | Name | Parameters | Text | Specification |
                | --- | --- | --- | --- | --- |
                """
                + Arrays.stream(Numeric.values()).map(ReplyReference::row).collect(Collectors.joining());
    }

    private static String row(FailCode code) {
        return row(
                code(code.name()),
                code.commands().equals("any") ? "any command" : code(code.commands()),
                code(code.context()),
                cell(code.text()),
                code.isOurs() ? "our own" : link(code.specification()));
    }

    private static String row(Numeric numeric) {
        return row(
                numeric.command(),
                code(numeric.name()),
                code(numeric.parameters()),
                cell(numeric.text()),
                link(numeric.specification()));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String cell(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String link(String address) {
        String host = address.substring("https://".length(), address.indexOf('/', "https://".length()));
        return "[" + host + "](" + address + ")";
    }
}
