package chat.parley.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version, as it stands in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"parley " + (version == null ? "(built from source)" : version)};
    }
}
