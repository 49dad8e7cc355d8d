package chat.parley.testkit.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for many secrets, each as it is and in base64, in one pass over what was written: a crowd has a thousand of them, and a
 * long run leaves a hundred megabytes.
 */
final class Leaks {
    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 6;

    private static final long WINDOW = (1L << (8 * SHORTEST)) - 1;

    /** What is looked for, by how it begins. */
    private final Map<Long, List<Form>> forms = new HashMap<>();

    private static final class Form {
        final byte[] bytes;
        final String secret;

        Form(byte[] bytes, String secret) {
            this.bytes = bytes;
            this.secret = secret;
        }
    }

    Leaks(Collection<String> secrets) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= SHORTEST) {
                add(bytes, secret);
                add(Base64.getEncoder().encode(bytes), secret);
            }
        }
    }

    private void add(byte[] bytes, String secret) {
        long beginning = 0;
        for (int i = 0; i < SHORTEST; i++) {
            beginning = beginning << 8 | (bytes[i] & 0xff);
        }
        forms.computeIfAbsent(beginning, _none -> new ArrayList<>(1)).add(new Form(bytes, secret));
    }

    /** The secrets that stand somewhere in it. */
    Set<String> in(byte[] written) {
        Set<String> found = new TreeSet<>();
        long last = 0;
        for (int end = 1; end <= written.length; end++) {
            last = (last << 8 | (written[end - 1] & 0xff)) & WINDOW;
            List<Form> candidates = end < SHORTEST ? null : forms.get(last);
            if (candidates != null) {
                for (Form form : candidates) {
                    if (standsAt(written, end - SHORTEST, form.bytes)) {
                        found.add(form.secret);
                    }
                }
            }
        }
        return found;
    }

    private static boolean standsAt(byte[] written, int at, byte[] what) {
        int to = at + what.length;
        return to <= written.length && Arrays.equals(written, at, to, what, 0, what.length);
    }
}
