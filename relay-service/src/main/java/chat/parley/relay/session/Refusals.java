package chat.parley.relay.session;

import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import java.util.ArrayList;
import java.util.List;

/** What is answered to something that is no line. */
final class Refusals {
    private static final Line NO_LINE = Line.of("*");

    private static final int MAX_WORD_CHARACTERS = 64;

    private Refusals() {}

    /** As much of a line as can be made out: for the command's name and the label. */
    static Line lineOf(Frame frame) {
        return switch (frame) {
            case Frame.NotUtf8 notUtf8 ->
                LineParser.parse(notUtf8.readable()) instanceof ParseResult.Parsed parsed ? parsed.line() : NO_LINE;
            case Frame.Text text -> lineOf(text.line());
            case Frame.TooLong _tooLong -> NO_LINE;
            case Frame.Endless _endless -> NO_LINE;
            case Frame.Malformed _malformed -> NO_LINE;
        };
    }

    /** Tags and command of a line that could not be taken apart whole. */
    private static Line lineOf(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split(" +", 4)));
        String tags = words.getFirst().startsWith("@") ? words.removeFirst() : "";
        if (!words.isEmpty() && words.getFirst().startsWith(":")) {
            words.removeFirst();
        }
        String command = words.isEmpty() || words.getFirst().isEmpty() ? NO_LINE.command() : words.getFirst();
        return LineParser.parse(tags + " X") instanceof ParseResult.Parsed parsed
                ? new Line(parsed.line().tags(), null, command, List.of())
                : NO_LINE;
    }

    private static boolean isCommand(String word) {
        return word.equals(NO_LINE.command())
                || word.chars()
                        .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    static void tell(Exchange exchange, Frame frame) {
        switch (frame) {
            case Frame.TooLong tooLong ->
                exchange.replyWithText(
                        Numeric.ERR_INPUTTOOLONG,
                        tooLong.inTags() ? "Message tags were too long" : "Input line was too long");
            case Frame.Endless _endless -> exchange.leave("Sent a line without end", true);
            case Frame.NotUtf8 _notUtf8 -> exchange.fail(FailCode.INVALID_UTF8);
            case Frame.Malformed malformed -> invalid(exchange, malformed.reason());
            case Frame.Text text -> {
                if (!isCommand(exchange.command())) {
                    unknown(exchange);
                } else if (LineParser.parse(text.line()) instanceof ParseResult.Malformed malformed) {
                    invalid(exchange, malformed.reason());
                }
            }
        }
    }

    private static void unknown(Exchange exchange) {
        String word = exchange.command();
        if (exchange.client().isConnected()) {
            exchange.reply(Numeric.ERR_UNKNOWNCOMMAND, word.substring(0, Math.min(word.length(), MAX_WORD_CHARACTERS)));
        } else {
            exchange.reply(Numeric.ERR_NOTREGISTERED);
        }
    }

    private static void invalid(Exchange exchange, String reason) {
        exchange.failWithText(FailCode.INVALID_LINE, "The line " + reason + " and was ignored");
    }
}
