package chat.parley.room.presence.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Claimed;
import chat.parley.contracts.presence.Person;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.protocol.name.Nickname;
import chat.parley.testkit.names.FewLookalikes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody takes a nick that can be mistaken for another's. */
class PresenceLookalikesTest {
    private static final String LATIN = "coco";
    private static final String CYRILLIC = "\u0441\u043E\u0441\u043E";

    private final Presence presence = new Presence(new FewLookalikes());

    private static SessionId session(long number) {
        return new SessionId(new RelayId("relay." + number), number);
    }

    private static Account account(String nick) {
        return new Account(new AccountId(7), nick, new Nickname(nick), "", "");
    }

    private Outcome ask(PresenceRequest<?> request) {
        return presence.on(request, 1_000);
    }

    private Outcome claim(long number, String nick, @Nullable Account account) {
        return ask(new PresenceRequest.Claim(session(number), new Nickname(nick), account, "u", "h", "r", true));
    }

    private Outcome rename(long number, String nick) {
        return ask(new PresenceRequest.Rename(session(number), new Nickname(nick)));
    }

    private static void isRefused(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOfSatisfying(Failure.Rejected.class, failure -> {
                                    assertThat(failure.reason()).isEqualTo(Reason.NAME_LOOKS_ALIKE);
                                    assertThat(failure.text()).contains("looks like somebody else's");
                                }));
    }

    private static Person person(Outcome outcome) {
        return ((Claimed) ((Outcome.Done) outcome).answer()).person();
    }

    @Test
    void refusesWhoComesUnderANickThatLooksLikeOneInUse() {
        claim(1, LATIN, null);

        isRefused(claim(2, CYRILLIC, null));
        isRefused(claim(3, CYRILLIC.toUpperCase(java.util.Locale.ROOT), null));
        assertThat(presence.persons()).hasSize(1);
    }

    @Test
    void refusesWhoChangesToSuchANick() {
        claim(1, LATIN, null);
        claim(2, "bob", null);

        isRefused(rename(2, CYRILLIC));
    }

    @Test
    void freesTheLookWithTheNick() {
        claim(1, LATIN, null);
        rename(1, "bob");
        assertThat(person(claim(2, CYRILLIC, null)).nick()).isEqualTo(new Nickname(CYRILLIC));
        isRefused(rename(1, LATIN));
        ask(new PresenceRequest.Leave(session(2), null));

        assertThat(person(rename(1, LATIN)).nick()).isEqualTo(new Nickname(LATIN));
    }

    @Test
    void letsPeopleChangeToWhatLooksLikeTheirOwn() {
        claim(1, LATIN, null);

        assertThat(person(rename(1, "COCO")).nick().value()).isEqualTo("COCO");
        assertThat(person(rename(1, CYRILLIC)).nick().value()).isEqualTo(CYRILLIC);
        isRefused(claim(2, LATIN, null));
    }

    @Test
    void neverKeepsAnAccountFromItsOwnNick() {
        claim(1, LATIN, null);

        assertThat(person(claim(2, CYRILLIC, account(CYRILLIC))).account()).isEqualTo(CYRILLIC);
    }

    @Test
    void namesWhoeverIsHereUnderSuchANick() {
        Person coco = person(claim(1, LATIN, null));

        assertThat(ask(new PresenceRequest.FindLookalike(new Nickname(CYRILLIC), null)))
                .isEqualTo(new Outcome.Done(Optional.of(coco)));
        assertThat(ask(new PresenceRequest.FindLookalike(new Nickname(CYRILLIC), coco.nick())))
                .isEqualTo(new Outcome.Done(Optional.empty()));
        assertThat(ask(new PresenceRequest.FindLookalike(new Nickname(LATIN), null)))
                .isEqualTo(new Outcome.Done(Optional.empty()));
    }

    @Test
    void takesAnyNickWhereNamesAreAscii() {
        Presence ascii = new Presence();
        ascii.on(new PresenceRequest.Claim(session(1), new Nickname("paypal"), null, "u", "h", "r", true), 1_000);

        assertThat(ascii.on(
                        new PresenceRequest.Claim(session(2), new Nickname("paypa1"), null, "u", "h", "r", true),
                        1_000))
                .isInstanceOf(Outcome.Done.class);
    }
}
