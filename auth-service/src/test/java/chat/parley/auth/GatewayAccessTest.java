package chat.parley.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.Verifier;
import chat.parley.contracts.account.AccountRequest.CheckGateway;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayAccessTest extends AuthTest {
    @BeforeEach
    void start() {
        String verifier = Verifier.derive("hidden", new byte[] {7}, AuthRig.CHEAP_ITERATIONS)
                .text();
        auth.start(new AuthSettings(folder)
                .gateways(new AuthConfig.Operator("web", "open"), new AuthConfig.Operator("kiwi", verifier))
                .build());
    }

    @Test
    void takesPasswordsInTheClearAndVerifiers() {
        assertThat(auth.ask(check("open", "web"))).isTrue();
        assertThat(auth.ask(check("hidden", "kiwi"))).isTrue();
        assertThat(auth.ask(check("hidden", "kiwi"))).isTrue();
        assertThat(auth.ask(check("hidden", "web", "kiwi"))).isTrue();
    }

    @Test
    void refusesEverythingElse() {
        auth.ask(check("hidden", "kiwi"));
        assertThat(auth.refused(check("hidden", "web"))).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refused(check("other", "kiwi"))).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refused(check("", "web", "kiwi"))).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refused(check("open", "nobody"))).isInstanceOf(Failure.Denied.class);
        assertThat(auth.refused(check("open"))).isInstanceOf(Failure.Denied.class);
    }

    private static CheckGateway check(String password, String... names) {
        return new CheckGateway(List.of(names), new Secret(password.getBytes(UTF_8)));
    }
}
