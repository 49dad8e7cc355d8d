package chat.parley.room.model;

import chat.parley.contracts.room.Change;
import chat.parley.protocol.line.Tags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/**
 * What was said under a nonce.
 *
 * @param digest of kind, text, tags and whom it was for
 */
public record Said(long digest, long sequence, long timeMillis) {

    /** By which another text under a used nonce is told from the same one sent again. */
    static long digestOf(Change.Message message) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            update(sha, message.kind().name());
            update(sha, message.text());
            if (message.to() != null) {
                update(sha, message.to().name());
            }
            Tags tags = message.clientTags();
            if (!tags.isEmpty()) {
                new TreeMap<>(tags.asMap()).forEach((key, value) -> {
                    update(sha, key);
                    update(sha, value);
                });
            }
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every Java has SHA-256", every);
        }
    }

    private static void update(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.update(bytes);
    }
}
