package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import org.junit.jupiter.api.Test;

class RegistrationLimitTest extends AuthTest {
    @Test
    void makesSoManyAccountsAnHourForAnAddress() {
        auth.start(limited(true, true, 100));
        auth.register("one", "password");
        auth.register("two", "password");
        assertRefused("three", Reason.TOO_MANY_ATTEMPTS);
        auth.ask(AuthRig.registration("three", "password", "198.51.100.1"));
        auth.nowMillis.addAndGet(3_600_000);
        auth.register("four", "password");
    }

    @Test
    void countsNoNameThatWasTaken() {
        auth.start(limited(true, true, 100));
        auth.register("one", "password");
        assertRefused("ONE", Reason.ACCOUNT_EXISTS);
        assertRefused("one", Reason.ACCOUNT_EXISTS);
        auth.register("two", "password");
    }

    @Test
    void countsAWholeIpv6NetworkAsOneAddress() {
        auth.start(limited(true, true, 100));
        auth.ask(AuthRig.registration("one", "password", "2001:db8:0:1::1"));
        auth.ask(AuthRig.registration("two", "password", "2001:db8:0:1::2"));
        assertThat(auth.refused(AuthRig.registration("three", "password", "2001:db8:0:1:ffff::3")))
                .isInstanceOf(Failure.Denied.class);
        auth.ask(AuthRig.registration("three", "password", "2001:db8:0:2::1"));
    }

    @Test
    void makesNoAccountsWhereRegistrationIsSwitchedOff() {
        auth.start(limited(true, false, 100));
        assertRefused("one", Reason.REGISTRATION_DISABLED);
    }

    @Test
    void boundsNothingWhenLimitsAreSwitchedOff() {
        auth.start(limited(false, true, 100));
        for (int i = 0; i < 8; i++) {
            auth.register("user" + i, "password");
            assertThat(auth.refusedSignIn("nobody", "wrong", AuthRig.ADDRESS))
                    .isInstanceOfSatisfying(
                            Failure.Denied.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.BAD_CREDENTIALS));
        }
    }

    @Test
    void opensNoMoreExchangesThanItsBound() {
        auth.start(limited(true, true, 1));
        auth.begin("PLAIN", AuthRig.ADDRESS);
        assertThat(auth.refused(new BeginSasl("PLAIN", AuthRig.ADDRESS))).isInstanceOf(Failure.Unavailable.class);
        auth.nowMillis.addAndGet(60_000);
        auth.begin("PLAIN", AuthRig.ADDRESS);
    }

    private void assertRefused(String name, Reason reason) {
        Failure failure = auth.refused(AuthRig.registration(name, "password", AuthRig.ADDRESS));
        Reason found = switch (failure) {
            case Failure.Rejected rejected -> rejected.reason();
            case Failure.Denied denied -> denied.reason();
            case Failure.Unavailable _unavailable -> throw new AssertionError(failure);
            case Failure.Bug _bug -> throw new AssertionError(failure);
        };
        assertThat(found).isEqualTo(reason);
    }

    private AuthConfig limited(boolean enabled, boolean registration, int maxExchanges) {
        return new AuthSettings(folder)
                .registrationsPerAddress(2)
                .limits(enabled)
                .registration(registration)
                .exchanges(maxExchanges)
                .build();
    }
}
