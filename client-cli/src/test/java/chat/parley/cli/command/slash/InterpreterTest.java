package chat.parley.cli.command.slash;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.session.Addressee;
import chat.parley.cli.session.Place;
import chat.parley.cli.session.Request;
import chat.parley.protocol.line.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {

    private static final Place BOB = new Place("bob");
    private static final Place JAVA = new Place("#java");

    private final Interpreter interpreter = new Interpreter();

    private void means(String typed, Request request) {
        assertThat(interpreter.interpret(typed)).as(typed).isEqualTo(new Typed.Wanted(request));
    }

    @Test
    void takesOrdinaryTextForTheCurrentPlace() {
        means("hello there", new Request.Say(null, "hello there", false));
        means("#hashtags are text", new Request.Say(null, "#hashtags are text", false));
        means("//slash", new Request.Say(null, "/slash", false));
    }

    @Test
    void takesAnAtForAPrivateMessage() {
        means("@bob hello", new Request.Say(Addressee.everyone(BOB), "hello", false));
        means("@bob  several words  here ", new Request.Say(Addressee.everyone(BOB), "several words  here", false));
    }

    @Test
    void takesAnAtBeforeARoomForAMessageToItsOperatorsAlone() {
        Addressee operators = new Addressee(JAVA, "@");
        means("@#java between us", new Request.Say(operators, "between us", false));
        means("/msg @#java between us", new Request.Say(operators, "between us", false));
        means("/msg %#java and you", new Request.Say(new Addressee(JAVA, "%"), "and you", false));
        means("/msg #java for all", new Request.Say(Addressee.everyone(JAVA), "for all", false));
        assertThat(interpreter.interpret("/msg @#java")).isInstanceOf(Typed.Mistake.class);
        assertThat(interpreter.interpret("@@#java hello")).isInstanceOf(Typed.Mistake.class);
    }

    @Test
    void leavesAsTheOldChatRoomDid() {
        means("#Q", new Request.Quit(""));
        means("#q ", new Request.Quit(""));
    }

    @Test
    void knowsTheCommands() {
        means("/join java", new Request.Join(JAVA, null));
        means("/JOIN #java key", new Request.Join(JAVA, "key"));
        means("/part", new Request.Part(null, ""));
        means("/part #java bye all", new Request.Part(JAVA, "bye all"));
        means("/rooms", new Request.Ask(Line.of("LIST")));
        means("/switch #java", new Request.Switch(JAVA));
        means("/switch @bob", new Request.Switch(BOB));
        means("/switch 2", new Request.SwitchTo(2));
        means("/2", new Request.SwitchTo(2));
        means("/names", new Request.Names(null));
        means("/who", new Request.Who(null));
        means("/whois @bob", new Request.Ask(Line.of("WHOIS", "bob")));
        means("/topic", new Request.Topic(null, null));
        means("/topic be nice", new Request.Topic(null, "be nice"));
        means("/topic #java be nice", new Request.Topic(JAVA, "be nice"));
        means("/history", new Request.History(null, 50, false));
        means("/history 10 #java", new Request.History(JAVA, 10, false));
        means("/history more", new Request.History(null, 50, true));
        means("/msg bob hello there", new Request.Say(Addressee.everyone(BOB), "hello there", false));
        means("/msg bob", new Request.Switch(BOB));
        means("/me waves", new Request.Say(null, "waves", true));
        means("/away lunch", new Request.Away("lunch"));
        means("/back", new Request.Away(null));
        means("/nick robert", new Request.Ask(Line.of("NICK", "robert")));
        means("/invite bob", new Request.Invite(BOB, null));
        means("/invite bob #java", new Request.Invite(BOB, JAVA));
        means("/kick bob for a reason", new Request.Kick(BOB, "for a reason"));
        means("/mode +k secret", new Request.Mode(null, java.util.List.of("+k", "secret")));
        means("/mode #java", new Request.Mode(JAVA, java.util.List.of()));
        means("/quit good night", new Request.Quit("good night"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/join",
                "/switch",
                "/whois",
                "/me",
                "/nick",
                "/invite",
                "/kick",
                "/msg",
                "/nonsense",
                "@",
                "@ hello",
                "@bob",
                "@#room",
                "/history nonsense,",
                "/back now",
                "/whois #room",
                "/"
            })
    void saysWhatIsWrongInWords(String typed) {
        assertThat(interpreter.interpret(typed)).isInstanceOf(Typed.Mistake.class);
    }

    @Test
    void helpsWithEveryCommand() {
        assertThat(interpreter.interpret("/help")).isInstanceOfSatisfying(Typed.Shown.class, shown -> {
            for (String name : interpreter.commandNames()) {
                assertThat(shown.lines()).as(name).anyMatch(line -> line.startsWith(name));
            }
        });
        assertThat(interpreter.interpret("/help /join"))
                .isEqualTo(new Typed.Shown(
                        java.util.List.of("/join #room [key]: enter a room, which is made if there is none")));
    }

    @Test
    void passesOverNothing() {
        assertThat(interpreter.interpret("   ")).isEqualTo(new Typed.Nothing());
    }
}
