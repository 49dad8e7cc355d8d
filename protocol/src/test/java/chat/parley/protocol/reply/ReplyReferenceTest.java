package chat.parley.protocol.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReplyReferenceTest {

    /** Tests run in the module's own folder. */
    private static final Path PAGE = Path.of("..", "docs", "replies.md");

    @Test
    void namesEveryReply() {
        String page = ReplyReference.markdown();

        for (Numeric numeric : Numeric.values()) {
            assertThat(page).contains("| " + numeric.command() + " | `" + numeric.name() + "` |");
        }
        for (FailCode code : FailCode.values()) {
            assertThat(page).contains("| `" + code.name() + "` |");
        }
    }

    /** To write the page anew: {@code mvn -pl protocol test -Dtest=ReplyReferenceTest -Dparley.writeDocs=true}. */
    @Test
    void isWhatThePageInTheDocumentationSays() throws IOException {
        if (Boolean.getBoolean("parley.writeDocs")) {
            Files.writeString(PAGE, ReplyReference.markdown(), UTF_8);
        }

        assertThat(Files.readString(PAGE, UTF_8))
                .as("docs/replies.md is out of date: run this test with -Dparley.writeDocs=true")
                .isEqualTo(ReplyReference.markdown());
    }
}
