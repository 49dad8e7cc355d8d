package chat.parley.relay.session;

import chat.parley.protocol.line.Frame;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.ParseResult;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;

/** What is answered to something that is no line. */
final class Refusals {
    private static final Line NO_LINE = Line.of("*");

    private Refusals() {}

    /** As much of a line as can be made out: for the command's name and the label. */
    static Line lineOf(Frame frame) {
        return switch (frame) {
            case Frame.NotUtf8 notUtf8 ->
                LineParser.parse(notUtf8.readable()) instanceof ParseResult.Parsed parsed ? parsed.line() : NO_LINE;
            case Frame.Text _text -> NO_LINE;
            case Frame.TooLong _tooLong -> NO_LINE;
            case Frame.Malformed _malformed -> NO_LINE;
        };
    }

    static void tell(Exchange exchange, Frame frame) {
        switch (frame) {
            case Frame.TooLong tooLong ->
                exchange.replyWithText(
                        Numeric.ERR_INPUTTOOLONG,
                        tooLong.inTags() ? "Message tags were too long" : "Input line was too long");
            case Frame.NotUtf8 _notUtf8 -> exchange.fail(FailCode.INVALID_UTF8);
            case Frame.Malformed malformed -> invalid(exchange, malformed.reason());
            case Frame.Text text -> {
                if (LineParser.parse(text.line()) instanceof ParseResult.Malformed malformed) {
                    invalid(exchange, malformed.reason());
                }
            }
        }
    }

    private static void invalid(Exchange exchange, String reason) {
        exchange.failWithText(FailCode.INVALID_LINE, "The line " + reason + " and was ignored");
    }
}
