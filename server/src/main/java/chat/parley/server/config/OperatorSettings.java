package chat.parley.server.config;

/**
 * Somebody who may run the server from inside.
 *
 * @param password in the clear, or a verifier {@code SCRAM-SHA-256$…} of it
 */
public record OperatorSettings(String name, Hidden password) {
    private static final String VERIFIER =
            "SCRAM-SHA-256\\$[1-9][0-9]{3,7}:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}";

    static OperatorSettings read(Section section) {
        String name = section.text("name", "");
        if (name.isEmpty() || name.length() > 64 || name.matches("(?s).*[\\s\\p{Cntrl}].*")) {
            section.reject("name", "has to be one word of 1 to 64 characters");
        }
        String password = section.text("password", "");
        if (password.isEmpty()) {
            section.reject("password", "is missing; ./parley admin hash-password makes a verifier to put here");
        } else if (password.startsWith("SCRAM-SHA-256$") && !password.matches(VERIFIER)) {
            section.reject("password", "begins like a verifier and is none; ./parley admin hash-password makes one");
        } else if (password.length() > 300) {
            section.reject("password", "is longer than 300 characters");
        }
        return new OperatorSettings(name, new Hidden(password));
    }
}
