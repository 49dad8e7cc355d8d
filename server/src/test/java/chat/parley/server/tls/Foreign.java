package chat.parley.server.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates as somebody else would. */
final class Foreign {
    private Foreign() {}

    static String certificate(KeyPair keys, Instant now) throws Exception {
        X500Name name = new X500Name("CN=given.example.org");
        byte[] encoded = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.TWO,
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(90))),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
    }
}
