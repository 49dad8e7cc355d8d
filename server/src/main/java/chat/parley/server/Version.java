package chat.parley.server;

/** Which Parley this is. */
public final class Version {
    private Version() {}

    /** As in the jar's manifest; {@code dev} when run from anything else. */
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
