package chat.parley.auth.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyNamesTest {
    private final NamePolicy policy = new NamePolicy(List.of("parley.localhost"));

    @Test
    void leavesNamesThatFitAsTheyAre() {
        assertThat(nicks("Ada", "Bob")).containsExactly("Ada", "Bob");
    }

    @Test
    void givesTheNameToWhoCameFirstWhenOnlyCapitalsDiffer() {
        List<LegacyNames.Named> named = LegacyNames.assign(List.of("bob", "Bob"), policy);
        assertThat(named.get(0).nick().value()).isEqualTo("bob");
        assertThat(named.get(0).key()).isEqualTo("bob");
        assertThat(named.get(1).nick().value()).isEqualTo("Bob_2");
        assertThat(named.get(1).key()).isEqualTo("=Bob");
    }

    @Test
    void givesNamesThatDoNotFitTheNearestFreeNick() {
        assertThat(nicks("José", "two words", "42", "日本")).containsExactly("Jose", "two_words", "_42", "user");
    }

    @Test
    void takesNobodysNameForAnother() {
        assertThat(nicks("José", "Jose")).containsExactly("Jose_2", "Jose");
    }

    @Test
    void givesAwayNoReservedName() {
        assertThat(nicks("NickServ", "Nick.Serv")).containsExactly("NickServ_2", "Nick_Serv");
    }

    private List<String> nicks(String... usernames) {
        return LegacyNames.assign(List.of(usernames), policy).stream()
                .map(named -> named.nick().value())
                .toList();
    }
}
