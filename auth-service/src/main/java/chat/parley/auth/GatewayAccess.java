package chat.parley.auth;

import chat.parley.auth.model.PasswordText;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.password.DerivationPool;
import chat.parley.contracts.account.AccountRequest.CheckGateway;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a gateway may speak for its clients. It gives its password for each of them: so one that was right is remembered, hashed under
 * a key of this process, one a gateway. Call from one context.
 */
final class GatewayAccess {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final List<AuthConfig.Operator> gateways;
    private final DerivationPool pool;
    private final SecretKeySpec key;
    private final Map<String, byte[]> right = new HashMap<>();

    /** @param gateways with their passwords, or verifiers of them */
    GatewayAccess(List<AuthConfig.Operator> gateways, DerivationPool pool, SecureRandom random) {
        this.gateways = gateways;
        this.pool = pool;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    Future<Boolean> check(CheckGateway request) {
        String password = PasswordText.decode(request.password().bytes());
        Future<Boolean> found = Future.succeededFuture(false);
        if (password != null && !password.isEmpty()) {
            for (AuthConfig.Operator gateway : gateways) {
                if (request.names().contains(gateway.name())) {
                    found = found.compose(
                            already -> already ? Future.succeededFuture(true) : matches(gateway, password));
                }
            }
        }
        return found.compose(matches -> matches
                ? Future.succeededFuture(true)
                : Future.failedFuture(ServiceException.denied(Reason.BAD_CREDENTIALS, "Wrong password of a gateway.")));
    }

    private Future<Boolean> matches(AuthConfig.Operator gateway, String password) {
        Verifier verifier = Verifier.parse(gateway.password());
        if (verifier == null) {
            return Future.succeededFuture(MessageDigest.isEqual(hash(gateway.password()), hash(password)));
        }
        byte[] hash = hash(password);
        byte[] known = right.get(gateway.name());
        if (known != null && MessageDigest.isEqual(known, hash)) {
            return Future.succeededFuture(true);
        }
        return pool.derive(() -> verifier.matches(password), () -> null).onSuccess(matches -> {
            if (matches) {
                right.put(gateway.name(), hash);
            }
        });
    }

    private byte[] hash(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
