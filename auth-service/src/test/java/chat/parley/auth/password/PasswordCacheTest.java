package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.Verifier;
import chat.parley.contracts.identity.AccountId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordCacheTest {
    private static final long HOUR = 3_600_000;
    private static final AccountId ADA = new AccountId(1);
    private static final Verifier VERIFIER = Verifier.derive("right", new byte[] {1}, 1);
    private static final Verifier CHANGED = Verifier.derive("right", new byte[] {2}, 1);

    private final PasswordCache cache = new PasswordCache(HOUR, 2, new SecureRandom());

    @Test
    void knowsAPasswordThatWasRight() {
        cache.remember(ADA, VERIFIER, "right", 0);
        assertThat(cache.knows(ADA, VERIFIER, "right", HOUR - 1)).isTrue();
        assertThat(cache.knows(ADA, VERIFIER, "wrong", 0)).isFalse();
        assertThat(cache.knows(new AccountId(2), VERIFIER, "right", 0)).isFalse();
    }

    @Test
    void forgetsAfterItsTime() {
        cache.remember(ADA, VERIFIER, "right", 0);
        assertThat(cache.knows(ADA, VERIFIER, "right", HOUR)).isFalse();
    }

    @Test
    void doesNotKnowAPasswordOnceItHasChanged() {
        cache.remember(ADA, VERIFIER, "right", 0);
        assertThat(cache.knows(ADA, CHANGED, "right", 0)).isFalse();
        cache.forget(ADA);
        assertThat(cache.size()).isZero();
    }

    @Test
    void holdsNoMoreThanItsBound() {
        for (int account = 1; account <= 3; account++) {
            cache.remember(new AccountId(account), VERIFIER, "right", account);
        }
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.knows(ADA, VERIFIER, "right", 3)).isFalse();
        assertThat(cache.knows(new AccountId(3), VERIFIER, "right", 3)).isTrue();
    }

    @Test
    void remembersNothingWhenItsTimeIsZero() {
        PasswordCache none = new PasswordCache(0, 2, new SecureRandom());
        none.remember(ADA, VERIFIER, "right", 0);
        assertThat(none.knows(ADA, VERIFIER, "right", 0)).isFalse();
    }
}
