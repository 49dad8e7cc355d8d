package chat.parley.server.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells Parley's version from its jar, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"parley " + version, "Java " + Runtime.version()};
    }
}
