package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.AddBan;
import chat.parley.contracts.account.AccountRequest.BeginSasl;
import chat.parley.contracts.account.AccountRequest.FindBan;
import chat.parley.contracts.account.AccountRequest.ListBans;
import chat.parley.contracts.account.AccountRequest.RemoveBan;
import chat.parley.contracts.ban.AddressRange;
import chat.parley.contracts.ban.Ban;
import chat.parley.contracts.ban.BanTarget;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

class BansTest extends RunningAuth {
    private static final BanTarget RANGE = new BanTarget.Addresses(new AddressRange("198.51.100.0/24"));
    private static final long FOR_GOOD = 0;

    private static Reason reason(Failure failure) {
        return ((Failure.Denied) failure).reason();
    }

    @Test
    void keepsBansOverARestart(Vertx vertx) {
        Account mallory = auth.register("mallory", "password");
        Ban first = auth.ask(new AddBan(RANGE, "spam", "root", FOR_GOOD));
        Ban second = auth.ask(new AddBan(new BanTarget.OfAccount(mallory.id(), "mallory"), "x", "root", 3_600_000));
        restart(vertx);
        assertThat(auth.ask(new ListBans())).containsExactlyInAnyOrder(first, second);
        assertThat(auth.ask(new FindBan("198.51.100.77"))).contains(first);
        assertThat(auth.ask(new FindBan("198.51.101.77"))).isEmpty();
    }

    @Test
    void replacesABanOfTheSameTargetAndLiftsIt(Vertx vertx) {
        auth.ask(new AddBan(RANGE, "one", "root", FOR_GOOD));
        Ban two = auth.ask(new AddBan(RANGE, "two", "root", FOR_GOOD));
        assertThat(auth.ask(new ListBans())).containsExactly(two);
        assertThat(auth.ask(new RemoveBan(RANGE))).isTrue();
        assertThat(auth.ask(new RemoveBan(RANGE))).isFalse();
        restart(vertx);
        assertThat(auth.ask(new ListBans())).isEmpty();
    }

    @Test
    void forgetsBansThatAreOver() {
        auth.ask(new AddBan(RANGE, "short", "root", 1));
        org.awaitility.Awaitility.await().until(() -> auth.ask(new ListBans()).isEmpty());
        assertThat(auth.ask(new FindBan("198.51.100.1"))).isEmpty();
    }

    @Test
    void letsNobodySignInToABannedAccount() {
        Account mallory = auth.register("mallory", "password");
        auth.ask(new AddBan(new BanTarget.OfAccount(mallory.id(), "mallory"), "spam", "root", FOR_GOOD));
        assertThat(reason(auth.refusedSignIn("mallory", "password", AuthRig.ADDRESS)))
                .isEqualTo(Reason.ACCOUNT_BANNED);
        assertThat(reason(auth.refusedSignIn("mallory", "wrong", AuthRig.ADDRESS)))
                .isEqualTo(Reason.BAD_CREDENTIALS);
        auth.ask(new RemoveBan(new BanTarget.OfAccount(mallory.id(), "")));
        assertThat(auth.signIn("mallory", "password")).isEqualTo(mallory);
    }

    @Test
    void takesNothingFromABannedAddress() {
        auth.ask(new AddBan(RANGE, "spam", "root", FOR_GOOD));
        assertThat(reason(auth.refused(new BeginSasl("PLAIN", "198.51.100.1")))).isEqualTo(Reason.ADDRESS_BANNED);
        assertThat(reason(auth.refused(AuthRig.registration("eve", "password", "198.51.100.1"))))
                .isEqualTo(Reason.ADDRESS_BANNED);
    }
}
