package chat.parley.server.config;

/** A text that is never shown: a password, or the verifier of one. */
public record Hidden(String text) {
    @Override
    public String toString() {
        return "…";
    }
}
