package chat.parley.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class CompletionTest {

    private final Completion completion = new Completion(
            List.of("/help", "/history", "/join"),
            () -> List.of("ana", "Bob", "bert\u001b"),
            () -> List.of("#lobby", "#java"));
    private final LineReader reader;

    CompletionTest() throws IOException {
        var terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        reader = LineReaderBuilder.builder().terminal(terminal).build();
    }

    private List<String> complete(String typed) {
        var candidates = new ArrayList<Candidate>();
        completion.complete(
                reader, new DefaultParser().parse(typed, typed.length(), ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    @Test
    void completesCommandsAtTheBeginningOnly() {
        assertThat(complete("/h")).containsExactly("/help", "/history");
        assertThat(complete("see /h")).isEmpty();
    }

    @Test
    void completesPeopleWhateverTheCapitals() {
        assertThat(complete("@b")).containsExactly("@Bob", "@bert\u241b");
        assertThat(complete("@A")).containsExactly("@ana");
    }

    @Test
    void completesNamesInASentence() {
        assertThat(complete("an")).containsExactly("ana:");
        assertThat(complete("ask an")).containsExactly("ana");
    }

    @Test
    void completesRooms() {
        assertThat(complete("/join #l")).containsExactly("#lobby");
    }

    @Test
    void offersEverybodyAfterACommand() {
        assertThat(complete("/whois ")).contains("ana", "Bob");
    }

    @Test
    void offersNothingForNothing() {
        assertThat(complete("")).isEmpty();
        assertThat(complete("hello ")).isEmpty();
    }
}
