package chat.parley.server.admin;

import java.util.random.RandomGenerator;

/** Passwords that are told to somebody: 79 bits, without letters that are taken for others. */
final class OneTimePassword {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private final RandomGenerator random;

    /** @param random one that nobody can guess */
    OneTimePassword(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder password = new StringBuilder();
        for (int at = 0; at < GROUPS * GROUP; at++) {
            if (at > 0 && at % GROUP == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
