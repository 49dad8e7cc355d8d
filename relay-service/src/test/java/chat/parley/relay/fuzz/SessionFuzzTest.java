package chat.parley.relay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.relay.script.Settings;
import chat.parley.relay.script.World;
import chat.parley.relay.session.SessionLimits;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a client sends, and whatever services answer, a session does not throw, writes only lines that can stand on the wire,
 * answers no more than it was asked, and lets its person go in the end. Without {@code JAZZER_FUZZ=1} in the environment the
 * corpus is replayed, and random scripts from fixed seeds.
 */
@Timeout(300)
class SessionFuzzTest {
    private static final int LINES_A_SCRIPT = 60;
    private static final int SCRIPTS_A_SEED = 150;

    @FuzzTest(maxDuration = "10m")
    @Timeout(3_600)
    void survivesAnyBytes(byte[] bytes) {
        new HostileScript(new World()).play(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesRandomScripts(long seed) {
        var random = new Random(seed);
        var words = new ScriptWords(random);
        for (int i = 0; i < SCRIPTS_A_SEED; i++) {
            var settings = new Settings()
                    .guests(random.nextInt(4) > 0)
                    .forceNick(random.nextBoolean())
                    .registration(random.nextInt(5) > 0, random.nextBoolean(), random.nextInt(5) == 0);
            if (random.nextInt(3) == 0) {
                settings.limits(SessionLimits.STANDARD);
            }
            var script = new StringBuilder();
            for (int line = 0; line < LINES_A_SCRIPT; line++) {
                script.append(words.line()).append("\r\n");
            }
            new HostileScript(new World(settings.build()))
                    .play(script.toString().getBytes(UTF_8));
        }
    }

    @Test
    void answersAHundredThousandPiecesOfNothingWithNothing() {
        var script = new HostileScript(new World());
        script.play("\r\n \n\r\r\n".repeat(20_000).getBytes(UTF_8));
        assertThat(script.linesAnswered()).isLessThan(20_001);
    }

    @Test
    void knowsEveryCommandInItsVocabulary() {
        assertThat(ScriptWords.COMMANDS)
                .containsAll(List.copyOf(chat.parley.relay.command.Commands.table().all().stream()
                        .map(command -> command.spec().name())
                        .toList()));
    }
}
