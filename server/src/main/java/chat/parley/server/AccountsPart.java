package chat.parley.server;

import chat.parley.auth.AuthVerticle;
import chat.parley.auth.audit.AuditVerticle;
import io.vertx.core.Future;

/** The auth service: accounts, and the server's log. */
final class AccountsPart {
    private AccountsPart() {}

    /** Writes the log from now on. */
    static Future<?> startLog(Node node) {
        DataFolder.makeWritable(node.settings().audit().folder(), "audit.folder");
        return node.deploy(
                "audit",
                200,
                new AuditVerticle(
                        ServiceConfigs.audit(node.settings()),
                        node.clock(),
                        node.meters().registry()));
    }

    static Future<?> startAccounts(Node node) {
        return node.deploy(
                "accounts",
                300,
                new AuthVerticle(
                        ServiceConfigs.auth(node.settings()),
                        node.nicks(),
                        node.auditLog(),
                        node.clock(),
                        node.meters().registry()));
    }
}
