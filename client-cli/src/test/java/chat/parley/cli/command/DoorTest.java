package chat.parley.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.session.Entrance;
import chat.parley.cli.session.Password;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoorTest {

    /** Answers with what the test has prepared. */
    private static final class Prepared implements Asker {
        private final Deque<String> answers;
        private final List<String> told = new ArrayList<>();
        private final List<String> hidden = new ArrayList<>();

        Prepared(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public void tell(String text) {
            told.add(text);
        }

        @Override
        public @Nullable String ask(String question) {
            return answers.poll();
        }

        @Override
        public @Nullable Password askHidden(String question) {
            hidden.add(question);
            String answer = answers.poll();
            return answer == null ? null : new Password(answer);
        }
    }

    @Test
    void signsIn() {
        var asker = new Prepared("1", " ana ", "secret");

        assertThat(new Door(asker).menu()).isInstanceOfSatisfying(Entrance.SignIn.class, in -> {
            assertThat(in.user()).isEqualTo("ana");
            assertThat(in.password().sameAs(new Password("secret"))).isTrue();
        });
        assertThat(asker.hidden).containsExactly("Password: ");
    }

    @Test
    void signsOnWithThePasswordTwiceAndHidden() {
        var asker = new Prepared("2", "ana", "Ana", "Smith", "secret", "secret");

        assertThat(new Door(asker).menu()).isInstanceOfSatisfying(Entrance.SignOn.class, on -> {
            assertThat(on.firstName()).isEqualTo("Ana");
            assertThat(on.lastName()).isEqualTo("Smith");
        });
        assertThat(asker.hidden).containsExactly("Password: ", "Password again: ");
    }

    @Test
    void asksAgainWhenPasswordsDoNotMatch() {
        var asker = new Prepared("2", "ana", "", "", "secret", "secert", "", "secret", "secret");

        assertThat(new Door(asker).menu()).isInstanceOf(Entrance.SignOn.class);
        assertThat(asker.told).contains("Passwords do not match.", "A password cannot be empty.");
    }

    @Test
    void asksAgainForANameThatCannotBe() {
        var asker = new Prepared("2", "ana smith", "1ana", "", "ana", "", "", "secret", "secret");

        assertThat(new Door(asker).menu()).isInstanceOf(Entrance.SignOn.class);
        assertThat(asker.told).filteredOn(line -> line.startsWith("That name ")).hasSize(3);
    }

    @Test
    void asksOnlyForAnotherNameWhenOneIsTaken() {
        var taken = new Entrance.SignOn("ana", "Ana", "Smith", new Password("secret"));
        var asker = new Prepared("anna");

        assertThat(new Door(asker).signOn(taken)).isInstanceOfSatisfying(Entrance.SignOn.class, on -> {
            assertThat(on.user()).isEqualTo("anna");
            assertThat(on.lastName()).isEqualTo("Smith");
        });
    }

    @Test
    void asksAgainForAChoiceThatIsNone() {
        var asker = new Prepared("3", "hello", "Q");

        assertThat(new Door(asker).menu()).isNull();
        assertThat(asker.told).contains("Type 1, 2 or Q.");
    }

    @Test
    void leavesWhenTheUserWantsNoMore() {
        for (String[] answers : new String[][] {{"q"}, {"#Q"}, {}, {"1"}, {"1", "ana"}, {"2", "ana", "Ana"}}) {
            assertThat(new Door(new Prepared(answers)).menu()).isNull();
        }
    }
}
