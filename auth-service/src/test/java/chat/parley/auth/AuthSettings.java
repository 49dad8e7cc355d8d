package chat.parley.auth;

import java.nio.file.Path;
import java.util.List;

/** Makes configurations that differ in something from the usual one, with derivations that cost little. */
final class AuthSettings {
    private final String databaseUrl;
    private int passwordIterations = AuthRig.CHEAP_ITERATIONS;
    private boolean registration = true;
    private int registrationsPerAddress = 10;
    private boolean limits = true;
    private int exchanges = 8_192;
    private boolean legacyVerifiers;
    private List<AuthConfig.Operator> operators = List.of();
    private List<AuthConfig.Operator> gateways = List.of();

    AuthSettings(String databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    AuthSettings(Path folder) {
        this("jdbc:sqlite:" + folder.resolve("accounts.db"));
    }

    AuthConfig build() {
        return new AuthConfig(
                databaseUrl,
                passwordIterations,
                registration,
                registrationsPerAddress,
                5,
                10,
                limits,
                exchanges,
                256,
                60,
                legacyVerifiers,
                List.of(),
                operators,
                gateways);
    }

    AuthSettings passwordIterations(int iterations) {
        passwordIterations = iterations;
        return this;
    }

    AuthSettings registration(boolean enabled) {
        registration = enabled;
        return this;
    }

    AuthSettings registrationsPerAddress(int most) {
        registrationsPerAddress = most;
        return this;
    }

    AuthSettings limits(boolean enabled) {
        limits = enabled;
        return this;
    }

    AuthSettings exchanges(int most) {
        exchanges = most;
        return this;
    }

    AuthSettings legacyVerifiers(boolean kept) {
        legacyVerifiers = kept;
        return this;
    }

    AuthSettings operators(AuthConfig.Operator... these) {
        operators = List.of(these);
        return this;
    }

    AuthSettings gateways(AuthConfig.Operator... these) {
        gateways = List.of(these);
        return this;
    }
}
