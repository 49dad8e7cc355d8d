package chat.parley.protocol.line;

/** What came of parsing the text of one line. */
public sealed interface ParseResult {

    /** A line to act upon. */
    record Parsed(Line line) implements ParseResult {}

    /** Nothing but spaces: to be passed over in silence. */
    record Empty() implements ParseResult {}

    /** No IRC line. The reason is in plain words, does not repeat the input, and may be shown to who sent it. */
    record Malformed(String reason) implements ParseResult {}
}
