package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignOnTest {

    private static Rig registering() {
        return Rig.newcomer(SessionSettings.interactive(null))
                .start()
                .open()
                .receive(":s CAP * LS :" + Rig.ALL)
                .acknowledgeAll();
    }

    @Test
    void makesAnAccountWithFirstAndLastName() {
        assertThat(registering().sent())
                .containsExactly(
                        "NICK ana",
                        "USER ana 0 * :Ana Smith",
                        "@parley.chat/first-name=Ana;parley.chat/last-name=Smith REGISTER ana * secret");
    }

    @Test
    void comesInAtOnceWithTheNewAccount() {
        Rig rig = registering();
        rig.sent();

        rig.receive("REGISTER SUCCESS ana :Account created");

        assertThat(rig.onlySent()).isEqualTo("CAP END");
        assertThat(rig.news()).containsExactly("The account ana is made.");
    }

    @Test
    void signsInWithTheNewAccountWhenTheConnectionIsLost() {
        Rig rig = Rig.online().lose().clear();

        rig.open().receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();

        assertThat(rig.onlySent()).isEqualTo("AUTHENTICATE SCRAM-SHA-256");
    }

    @Test
    void saysThatANameIsTaken() {
        Rig rig = registering();

        rig.receive("FAIL REGISTER ACCOUNT_EXISTS ana :Account already exists");

        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.REFUSED, "This name is taken."));
    }

    @Test
    void saysWhatIsWrongWithAPassword() {
        Rig rig = registering();

        rig.receive("FAIL REGISTER WEAK_PASSWORD ana :Passwords have 8 characters or more");

        assertThat(rig.end())
                .isEqualTo(new Effect.End(
                        Ending.REFUSED, "This password cannot be used: Passwords have 8 characters or more."));
    }

    @Test
    void saysThatANameInUseIsTaken() {
        Rig rig = registering();

        rig.receive(":s 433 * ana :Nickname is already in use");

        assertThat(rig.end()).isEqualTo(new Effect.End(Ending.REFUSED, "This name is taken."));
    }

    @Test
    void saysSoWhenTheServerMakesNoAccounts() {
        Rig rig = Rig.newcomer(SessionSettings.interactive(null))
                .start()
                .open()
                .receive(":s CAP * LS :sasl=PLAIN")
                .acknowledgeAll();

        assertThat(rig.end())
                .isEqualTo(new Effect.End(
                        Ending.REFUSED, "This server makes no new accounts for those who are not in yet."));
    }

    @Test
    void sendsNoPasswordInTheClearAcrossANetwork() {
        Rig rig = Rig.newcomer(SessionSettings.interactive(null)).start().open(false, false);

        rig.receive(":s CAP * LS :" + Rig.ALL).acknowledgeAll();

        assertThat(rig.sent()).noneMatch(line -> line.contains("secret"));
        assertThat(rig.end()).extracting(Effect.End::ending).isEqualTo(Ending.REFUSED);
    }
}
