package chat.parley.auth.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.testkit.names.FewLookalikes;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyNamesTest {
    private final NamePolicy policy = new NamePolicy(List.of("parley.localhost"));

    @Test
    void keepsNamesOfAllAlphabetsWhereTheyAreTaken() {
        var unicode = new NamePolicy(List.of(), new FewLookalikes());

        List<LegacyNames.Named> named =
                LegacyNames.assign(List.of("Зоя", "coco", "\u0441\u043E\u0441\u043E", "zoe", "зоя"), unicode);

        assertThat(named).extracting(one -> one.nick().value()).containsExactly("Зоя", "coco", "user", "zoe", "user_2");
        assertThat(named).extracting(LegacyNames.Named::key).doesNotHaveDuplicates();
    }

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
