package chat.parley.contracts.backup;

/**
 * A copy of a database, whole and on disk.
 *
 * @param file on the machine of the service that made it
 * @param sha256 in hexadecimal
 */
public record Copied(String file, long bytes, String sha256) {}
