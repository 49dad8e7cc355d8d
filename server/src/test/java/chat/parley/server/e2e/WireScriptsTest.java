package chat.parley.server.e2e;

import chat.parley.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plays the scripts in {@code scripts/} against a server of one process. */
class WireScriptsTest {
    @RegisterExtension
    static final ServerProcess server = ServerProcess.setup()
            .guests()
            .set("server.motd", "Welcome!\nBe kind.\n")
            .setNull("rooms.lobby")
            .server();

    @TestFactory
    Stream<DynamicTest> goesAsWritten() throws IOException, URISyntaxException {
        return Scripts.each(script -> script.run(server::client));
    }
}
