package chat.parley.server.command;

import chat.parley.server.Version;
import picocli.CommandLine.IVersionProvider;

/** Tells Parley's version from its jar, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"parley " + Version.number(), "Java " + Runtime.version()};
    }
}
