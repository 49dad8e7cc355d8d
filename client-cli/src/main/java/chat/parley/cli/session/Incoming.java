package chat.parley.cli.session;

import chat.parley.protocol.line.Line;

/**
 * What the server says to a user who is in: each line goes to the part of the session that knows what it means. Batches are whole, and
 * what concerns the connection itself was taken out before.
 */
final class Incoming {
    private final State state;
    private final Outbox outbox;
    private final Sayings sayings;
    private final Remarks remarks;
    private final History history;
    private final Comings comings;
    private final Answers answers;

    Incoming(
            State state,
            Outbox outbox,
            Sayings sayings,
            Remarks remarks,
            History history,
            Comings comings,
            Answers answers) {
        this.state = state;
        this.outbox = outbox;
        this.sayings = sayings;
        this.remarks = remarks;
        this.history = history;
        this.comings = comings;
        this.answers = answers;
    }

    void on(Turn turn, Line line) {
        switch (line.command()) {
            case "PRIVMSG", "NOTICE" -> sayings.live(turn, line);
            case "TAGMSG" -> remarks.reacted(turn, line);
            case "REDACT" -> remarks.takenBack(turn, line);
            case "CAP" -> capabilities(turn, line);
            case "ACK" -> outbox.acknowledged(turn, line);
            case "FAIL" -> failed(turn, line);
            case "WARN", "NOTE" -> turn.info(Words.ofFailure(line));
            default -> {
                if (!comings.on(turn, line) && isNumeric(line.command())) {
                    numeric(turn, line);
                }
            }
        }
    }

    private void capabilities(Turn turn, Line line) {
        String words = line.paramOr(2, "");
        switch (line.paramOr(1, "")) {
            case "NEW" -> {
                state.capabilities.offer(words);
                state.capabilities.toRequest().forEach(request -> turn.send("CAP", "REQ", request));
            }
            case "DEL" -> state.capabilities.withdraw(words);
            case "ACK" -> state.capabilities.acknowledge(words);
            default -> {}
        }
    }

    private void failed(Turn turn, Line line) {
        String reason = Words.ofFailure(line);
        if (!outbox.failed(turn, line, reason) && !history.failed(turn, line)) {
            turn.trouble(reason);
        }
    }

    private void numeric(Turn turn, Line line) {
        String error = Words.ofError(line);
        if (error == null || !outbox.failed(turn, line, error)) {
            answers.on(turn, line);
        }
    }

    private static boolean isNumeric(String command) {
        return command.length() == 3 && Character.isDigit(command.charAt(0));
    }
}
