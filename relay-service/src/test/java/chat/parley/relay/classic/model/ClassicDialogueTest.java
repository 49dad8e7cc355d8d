package chat.parley.relay.classic.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.LineParser;
import chat.parley.protocol.line.LineWriter;
import chat.parley.protocol.line.ParseResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicDialogueTest {
    private static final String HEX = "0a".repeat(32);

    private final ClassicDialogue dialogue = new ClassicDialogue("#lobby");

    @Test
    void signsInAndOnlyThenAsksToComeIn() {
        assertThat(said(dialogue.opened())).containsExactly("CAP LS");
        assertThat(said(dialogue.read("#l&ada&" + HEX))).containsExactly("CLASSICSIGNIN " + HEX + " ada");
        assertThat(said(hear(":s 900 * *!*@h Ada :You are now logged in as Ada")))
                .containsExactly("NICK Ada", "USER Ada 0 * ada", "CAP END");
        assertThat(said(hear(":s 001 Ada :Welcome"))).containsExactly("PING arrived");
        assertThat(hear(":Ada!a@h JOIN #lobby")).containsExactly(answer("#iOK"));
    }

    @Test
    void answersWhoDoesNotComeIntoTheLobby() {
        dialogue.read("#l&ada&" + HEX);
        hear(":s 900 * *!*@h ada :You are now logged in as ada");
        hear(":s 001 ada :Welcome");

        assertThat(hear(":s PONG s arrived")).containsExactly(answer("#iOK"));
    }

    @Test
    void answersBeforeItTellsAnything() {
        dialogue.read("#l&ada&" + HEX);
        hear(":s 900 * *!*@h ada :You are now logged in as ada");
        hear(":s 001 ada :Welcome");

        assertThat(hear(":bob!b@h PRIVMSG ada :psst")).containsExactly(answer("#iOK"), text("bob: @ada psst"));
    }

    @Test
    void answersAWrongPasswordAndTakesTheNextTry() {
        dialogue.read("#l&ada&wrong");

        assertThat(hear(":s 904 * :Wrong name or password.")).containsExactly(answer("#iBad"));
        assertThat(said(dialogue.read("#l&ada&" + HEX))).containsExactly("CLASSICSIGNIN " + HEX + " ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#l&ada", "#l&", "#l&&x"})
    void answersHalfASignIn(String read) {
        List<ClassicStep> steps = dialogue.read(read);

        assertThat(said(steps).isEmpty() ? steps : hear(":s 904 * :Wrong.")).containsExactly(answer("#iBad"));
    }

    @Test
    void registers() {
        assertThat(said(dialogue.read("#r&ada&" + HEX + "&Ada&King & Lovelace")))
                .containsExactly("CLASSICREGISTER " + HEX + " :ada&Ada&King & Lovelace");
        hear(":s 900 * *!*@h ada :You are now logged in as ada");

        hear(":s 001 ada :Welcome");
        assertThat(hear(":ada!a@h JOIN #lobby")).containsExactly(answer("New user ada created."));
    }

    @Test
    void takesNamesWithSpaces() {
        assertThat(said(dialogue.read("#r&ada&" + HEX + "&Ada Augusta&King of Lovelace")))
                .containsExactly("CLASSICREGISTER " + HEX + " :ada&Ada Augusta&King of Lovelace");
        hear(":s 904 * :No.");
        assertThat(said(dialogue.read("#l&two words&" + HEX))).containsExactly("CLASSICSIGNIN " + HEX + " :two words");
    }

    @Test
    void tellsThatANameIsTakenAndAsksAgain() {
        dialogue.read("#r&ada&" + HEX + "&Ada&Lovelace");

        assertThat(hear(":s FAIL CLASSICREGISTER ACCOUNT_EXISTS ada :There is such an account"))
                .containsExactly(answer("ERROR creating new user ada. User exists."));
        assertThat(said(dialogue.read("#r&eve&" + HEX + "&Eve&Adams"))).hasSize(1);
    }

    @Test
    void letsInWhoSendsANameAlone() {
        assertThat(said(dialogue.read("ada\n"))).containsExactly("NICK ada", "USER ada 0 * ada", "CAP END");
        hear(":s 001 ada :Welcome");
        assertThat(hear(":ada!a@h JOIN #lobby")).isEmpty();

        assertThat(said(dialogue.read("ada - hello"))).containsExactly("PRIVMSG #lobby hello");
        assertThat(hear(":bob!b@h PRIVMSG #lobby :hi")).containsExactly(text("bob - hi"));
    }

    @Test
    void asksForAnotherNameWhereOneIsTakenOrNone() {
        dialogue.read("ada");
        assertThat(hear(":s 433 * ada :Nickname is already in use"))
                .containsExactly(answer("Nickname is already in use"));
        assertThat(dialogue.read("two words"))
                .containsExactly(answer("That is no name that can be used here. Send another."));
        assertThat(said(dialogue.read("eve"))).contains("NICK eve");
    }

    @Test
    void sendsWhatCameBeforeItWasIn() {
        dialogue.read("#l&ada&" + HEX);
        assertThat(dialogue.read("hello")).isEmpty();
        hear(":s 900 * *!*@h ada :You are now logged in as ada");

        hear(":s 001 ada :Welcome");
        assertThat(said(hear(":ada!a@h JOIN #lobby"))).containsExactly("PRIVMSG #lobby hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello there|PRIVMSG #lobby :hello there",
                "ada: hello|PRIVMSG #lobby hello",
                "ADA: hello|PRIVMSG #lobby hello",
                "bob: hello|PRIVMSG #lobby :bob: hello",
                "ada: @bob how are you|PRIVMSG bob :how are you",
                "ada: hello @bob how are you|PRIVMSG bob :hello @bob how are you",
                "me@example.org is mine|PRIVMSG #lobby :me@example.org is mine",
                "hello @bob|PRIVMSG #lobby :hello @bob",
            })
    void sendsTextsToAllOrToOne(String read, String line) {
        enter();
        assertThat(said(dialogue.read(read))).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@#lobby hi", "@b,c hi", "@: hi", "@\u00e9\u00e9! hi"})
    void knowsWhatNobodyCanBeCalled(String read) {
        enter();
        assertThat(dialogue.read(read)).containsExactly(text("User name not found. Message not sent."));
    }

    @Test
    void tellsThatNobodyIsCalledThat() {
        enter();
        assertThat(hear(":s 401 ada nobody :No such nick"))
                .containsExactly(text("User name not found. Message not sent."));
    }

    @Test
    void givesAPasswordsHexToNobody() {
        enter();
        assertThat(dialogue.read("#l&ada&" + HEX))
                .containsExactly(answer("You are signed in already. Message not sent."));
    }

    @Test
    void sendsEachLineAndLongTextsInPieces() {
        enter();
        assertThat(said(dialogue.read("one\r\ntwo\n\n"))).containsExactly("PRIVMSG #lobby one", "PRIVMSG #lobby two");
        assertThat(said(dialogue.read("é".repeat(512))))
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(320));
        assertThat(said(dialogue.read("x\u0000\u001b[31my\u0007"))).containsExactly("PRIVMSG #lobby x[31my");
    }

    @Test
    void leaves() {
        enter();
        assertThat(said(dialogue.read("#Q"))).containsExactly("QUIT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":bob!b@h PRIVMSG #lobby :hello|bob: hello",
                ":bob!b@h PRIVMSG #LOBBY :hello|bob: hello",
                ":bob!b@h PRIVMSG ada :psst|bob: @ada psst",
                ":bob!b@h PRIVMSG #other :hello|bob in #other: hello",
                ":bob!b@h PRIVMSG #lobby :\u0001ACTION waves\u0001|* bob waves",
                ":bob!b@h PRIVMSG #lobby :\u000304,12red\u000f \u001b[2J|bob: red [2J",
                ":bob!b@h JOIN #lobby|New person joined the room. Username: bob",
                ":bob!b@h PART #lobby :bye|bob has left the room.",
                ":bob!b@h QUIT :gone|bob has left the room.",
                ":eve!b@h KICK #lobby bob :out|bob has left the room.",
                ":eve!b@h KICK #lobby ada :out|You were put out of the room. out",
                ":bob!b@h NICK rob|bob is called rob now.",
                ":s NOTICE ada :The server stops|The server stops",
                ":s 404 ada #lobby :Cannot send|Cannot send",
                ":s 301 ada bob :at lunch|bob is away: at lunch",
                "ERROR :Closing link: bye|Closing link: bye",
            })
    void showsWhatHappens(String line, String shown) {
        enter();
        assertThat(hear(line)).containsExactly(text(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":ada!a@h JOIN #lobby",
                ":bob!b@h JOIN #other",
                ":s 353 ada = #lobby :ada bob",
                ":s 372 ada :- motd",
                ":s 422 ada :No motd",
                ":bob!b@h PRIVMSG ada :\u0001VERSION\u0001",
                ":s MODE #lobby +nt",
                ":bob!b@h TOPIC #lobby :new",
            })
    void keepsTheRestToItself(String line) {
        enter();
        assertThat(hear(line)).isEmpty();
    }

    @Test
    void answersPingsItself() {
        enter();
        assertThat(said(hear(":s PING s"))).containsExactly("PONG s");
    }

    private void enter() {
        dialogue.opened();
        dialogue.read("#l&ada&" + HEX);
        hear(":s 900 * *!*@h ada :You are now logged in as ada");
        hear(":s 001 ada :Welcome");
        hear(":ada!a@h JOIN #lobby");
    }

    private List<ClassicStep> hear(String text) {
        if (!(LineParser.parse(text) instanceof ParseResult.Parsed parsed)) {
            throw new AssertionError(text);
        }
        Line line = parsed.line();
        return dialogue.line(line);
    }

    private static ClassicStep text(String text) {
        return new ClassicStep.Tell(text, false);
    }

    private static ClassicStep answer(String text) {
        return new ClassicStep.Tell(text, true);
    }

    /** What goes to the session. */
    private static List<String> said(List<ClassicStep> steps) {
        return steps.stream()
                .filter(ClassicStep.Say.class::isInstance)
                .map(step ->
                        new String(LineWriter.encode(((ClassicStep.Say) step).line()), StandardCharsets.UTF_8).strip())
                .toList();
    }
}
