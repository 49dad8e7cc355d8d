package chat.parley.cli.session;

import chat.parley.protocol.line.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One call of {@link Session#on}: its time, and what is to come of it. */
final class Turn {

    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();

    Turn(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    void send(Line line) {
        effects.add(new Effect.Send(line));
    }

    void send(String command, String... params) {
        send(Line.of(command, params));
    }

    void show(Event event) {
        effects.add(new Effect.Show(event));
    }

    void info(String text) {
        show(new Event.News(text));
    }

    void trouble(String text) {
        show(new Event.Trouble(text));
    }

    void then(Effect effect) {
        effects.add(effect);
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }
}
