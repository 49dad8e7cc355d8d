package chat.parley.auth;

import chat.parley.auth.model.Verifier;
import chat.parley.database.jdbc.PostgresUrl;
import java.util.List;

/**
 * What the auth service is configured with. Every message of a refused value names its key.
 *
 * @param databaseUrl {@code database.accounts}: {@code jdbc:sqlite:FILE}, or that of a PostgreSQL database
 * @param passwordIterations {@code accounts.passwordIterations}: what one derivation costs
 * @param registrationEnabled {@code accounts.registration.enabled}
 * @param registrationsPerAddressPerHour {@code limits.registrationsPerAddressPerHour}
 * @param failedSignInsPerAddress {@code limits.failedSignInsPerAddress}: within a quarter of an hour, before the address has to wait
 * @param failedSignInsPerAccount {@code limits.failedSignInsPerAccount}: the same for tries at one account, from anywhere
 * @param limitsEnabled {@code limits.enabled}: false lifts the bounds on registrations and sign-in attempts
 * @param maxExchanges {@code limits.maxSaslExchanges}: sign-ins under way at once
 * @param maxWaitingDerivations {@code limits.maxWaitingDerivations}: passwords that wait for a thread at once
 * @param passwordCacheMinutes {@code accounts.passwordCacheMinutes}: how long a password that was right is remembered in memory; 0:
 *     never
 * @param keepLegacyVerifiers true while a classic listener is configured, whose clients send the hex in the password's place
 * @param reservedNames names that no account may have, besides those of services
 * @param operators {@code operators}: who may run the server from inside
 * @param gateways {@code gateways}: who may say whose connections theirs are
 */
public record AuthConfig(
        String databaseUrl,
        int passwordIterations,
        boolean registrationEnabled,
        int registrationsPerAddressPerHour,
        int failedSignInsPerAddress,
        int failedSignInsPerAccount,
        boolean limitsEnabled,
        int maxExchanges,
        int maxWaitingDerivations,
        int passwordCacheMinutes,
        boolean keepLegacyVerifiers,
        List<String> reservedNames,
        List<Operator> operators,
        List<Operator> gateways) {
    private static final String SQLITE = "jdbc:sqlite:";

    /**
     * Somebody who may run the server from inside, or a gateway.
     *
     * @param password in the clear, or a verifier of it
     */
    public record Operator(String name, String password) {
        @Override
        public String toString() {
            return "Operator[" + name + "]";
        }
    }

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the key, the value, the bound and the unit
     */
    public AuthConfig {
        reservedNames = List.copyOf(reservedNames);
        operators = List.copyOf(operators);
        gateways = List.copyOf(gateways);
        String malformed = PostgresUrl.fault(databaseUrl);
        if (malformed != null) {
            throw new IllegalArgumentException("database.accounts: the URL " + malformed);
        }
        if (!PostgresUrl.isOne(databaseUrl)
                && (!databaseUrl.startsWith(SQLITE) || databaseUrl.length() == SQLITE.length())) {
            throw new IllegalArgumentException("database.accounts: '" + withoutPassword(databaseUrl)
                    + "' is not of the form jdbc:sqlite:FILE or " + PostgresUrl.FORM);
        }
        within(
                "accounts.passwordIterations",
                passwordIterations,
                Verifier.MIN_ITERATIONS,
                Verifier.MAX_ITERATIONS,
                "iterations");
        within(
                "limits.registrationsPerAddressPerHour",
                registrationsPerAddressPerHour,
                1,
                1_000_000,
                "registrations an hour");
        within("limits.failedSignInsPerAddress", failedSignInsPerAddress, 1, 1_000_000, "attempts");
        within("limits.failedSignInsPerAccount", failedSignInsPerAccount, 1, 1_000_000, "attempts");
        within("limits.maxSaslExchanges", maxExchanges, 1, 1_000_000, "exchanges");
        within("limits.maxWaitingDerivations", maxWaitingDerivations, 1, 100_000, "waiting sign-ins");
        within("accounts.passwordCacheMinutes", passwordCacheMinutes, 0, 24 * 60, "minutes");
    }

    private static void within(String key, int value, int min, int max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    key + ": " + value + " is not between " + min + " and " + max + " " + unit);
        }
    }

    /** What stands before a question mark or an at sign may be shown. */
    private static String withoutPassword(String url) {
        return url.replaceAll("//[^/@]*@", "//…@").replaceAll("\\?.*", "");
    }
}
