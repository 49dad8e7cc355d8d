package chat.parley.server.tls;

/** A certificate or its key cannot be used: one line that names the file and what is wrong with it. */
public final class CertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateException(String line) {
        super(line, null, false, false);
    }
}
