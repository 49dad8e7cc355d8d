package chat.parley.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.server.config.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path cert = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void nameFiles() {
        cert = folder.resolve("tls/cert.pem");
        key = folder.resolve("tls/key.pem");
    }

    private CertificateFiles files(Instant now) {
        return new CertificateFiles(
                new TlsSettings(cert, key), "chat.example.org", Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    }

    private Stream<String> subjectAlternativeNames() throws Exception {
        Collection<List<?>> names = PemFiles.certificate(cert).getSubjectAlternativeNames();
        return names.stream().map(name -> String.valueOf(name.get(1)));
    }

    @Test
    void makesACertificateWhenThereIsNone() throws Exception {
        Certificate made = files(NOW).prepare();

        assertThat(made.ownMade()).isTrue();
        assertThat(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(Duration.between(NOW, made.notAfter()).toDays()).isEqualTo(824);
    }

    @Test
    void namesTheServerAndTheMachine() throws Exception {
        files(NOW).prepare();

        assertThat(subjectAlternativeNames())
                .contains("localhost", "parley.localhost", "chat.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void makesWhatItsReadersExpect() throws Exception {
        files(NOW).prepare();

        try (PEMParser pem = new PEMParser(Files.newBufferedReader(cert))) {
            X509CertificateHolder read = (X509CertificateHolder) pem.readObject();
            assertThat(read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(PemFiles.certificate(cert))))
                    .isTrue();
            assertThat(read.getSubject()).hasToString("O=Made by Parley,CN=chat.example.org");
            assertThat(BasicConstraints.fromExtensions(read.getExtensions()).isCA())
                    .isFalse();
            assertThat(KeyUsage.fromExtensions(read.getExtensions()).hasUsages(KeyUsage.digitalSignature))
                    .isTrue();
            assertThat(ExtendedKeyUsage.fromExtensions(read.getExtensions())
                            .hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth))
                    .isTrue();
            assertThat(read.getExtensions().getCriticalExtensionOIDs())
                    .containsExactlyInAnyOrder(Extension.basicConstraints, Extension.keyUsage);
        }
    }

    @Test
    void livesPastTheYearInWhichCertificatesChangeTheirDates() throws Exception {
        Instant far = Instant.parse("2049-06-01T00:00:00Z");

        assertThat(files(far).prepare().notAfter()).isEqualTo(far.plus(Duration.ofDays(824)));
    }

    @Test
    void keepsTheKeyFromOthers() throws Exception {
        files(NOW).prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(cert.getParent())) {
            assertThat(left).containsExactlyInAnyOrder(cert, key);
        }
    }

    @Test
    void usesWhatIsThere() throws Exception {
        Certificate made = files(NOW).prepare();

        assertThat(files(NOW.plus(Duration.ofDays(700))).prepare()).isEqualTo(made);
    }

    @Test
    void agreesWithOthersThatStartAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Certificate> start = () -> files(NOW).prepare();

            List<Future<Certificate>> all = threads.invokeAll(Collections.nCopies(8, start));

            for (Future<Certificate> each : all) {
                assertThat(each.get()).isEqualTo(files(NOW).check());
            }
        }
    }

    @Test
    void waitsForAnotherProcessThatHasMadeHalfOfThem() throws Exception {
        var keys = SelfSigned.newKeys(new SecureRandom());
        Files.createDirectories(cert.getParent());
        try (LockHolder other = LockHolder.start(cert.resolveSibling(".parley.lock"));
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Files.writeString(key, SelfSigned.pem(keys.getPrivate()));
            Future<Certificate> waiting = thread.submit(() -> files(NOW).prepare());

            Files.writeString(cert, Foreign.certificate(keys, NOW));
            other.kill();

            assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(files(NOW).check());
        }
    }

    @Test
    void renewsItsOwnBeforeItsEndAndKeepsTheKey() throws Exception {
        Certificate made = files(NOW).prepare();
        X509Certificate before = PemFiles.certificate(cert);
        Instant later = NOW.plus(Duration.ofDays(800));

        Certificate renewed = files(later).prepare();

        assertThat(renewed.notAfter()).isAfter(made.notAfter());
        assertThat(PemFiles.certificate(cert).getPublicKey()).isEqualTo(before.getPublicKey());
    }

    @Test
    void leavesAForeignCertificateAloneWhateverItsAge() throws Exception {
        makeForeign();
        String before = Files.readString(cert);

        Certificate foreign = files(NOW.plus(Duration.ofDays(5_000))).prepare();

        assertThat(foreign.ownMade()).isFalse();
        assertThat(cert).hasContent(before);
    }

    @Test
    void takesAnRsaCertificate() throws Exception {
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Files.createDirectories(folder.resolve("tls"));
        Files.writeString(
                cert, SelfSigned.certificate(keys.getPublic(), keys.getPrivate(), "x.y", NOW, new SecureRandom()));
        Files.writeString(key, SelfSigned.pem(keys.getPrivate()));

        assertThat(files(NOW).prepare().notAfter()).isAfter(NOW);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        files(NOW).prepare();
        Files.writeString(
                key, SelfSigned.pem(SelfSigned.newKeys(new SecureRandom()).getPrivate()));

        assertThatThrownBy(() -> files(NOW).prepare())
                .isInstanceOf(CertificateException.class)
                .hasMessage("private key '" + key + "' is not the one of certificate '" + cert + "'");
    }

    @Test
    void refusesAKeyOfAnotherKind() throws Exception {
        files(NOW).prepare();
        Files.writeString(
                key,
                SelfSigned.pem(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));

        assertThatThrownBy(() -> files(NOW).prepare())
                .hasMessageContaining("of another kind than the certificate's (EC)");
    }

    @Test
    void refusesHalfAPair() throws Exception {
        files(NOW).prepare();
        Files.delete(key);

        assertThatThrownBy(() -> files(NOW).prepare())
                .isInstanceOf(CertificateException.class)
                .hasMessageStartingWith("private key '" + key + "' is missing");
    }

    @Test
    void refusesWhatIsNoPem() throws Exception {
        files(NOW).prepare();
        Files.writeString(cert, "hello");

        assertThatThrownBy(() -> files(NOW).prepare()).hasMessageContaining("has no BEGIN CERTIFICATE");
    }

    @Test
    void refusesADamagedCertificate() throws Exception {
        files(NOW).prepare();
        Files.writeString(cert, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> files(NOW).prepare()).hasMessageContaining("is damaged");
    }

    @Test
    void refusesBytesThatAreNoText() throws Exception {
        files(NOW).prepare();
        Files.write(key, new byte[] {(byte) 0xff, 0, 1});

        assertThatThrownBy(() -> files(NOW).prepare()).hasMessageContaining("is no text");
    }

    @Test
    void saysHowToMendAnEncryptedKey() throws Exception {
        files(NOW).prepare();
        Files.writeString(key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

        assertThatThrownBy(() -> files(NOW).prepare()).hasMessageContaining("is encrypted");
    }

    @Test
    void saysHowToMendAKeyOfAnOlderForm() throws Exception {
        files(NOW).prepare();
        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

        assertThatThrownBy(() -> files(NOW).prepare()).hasMessageContaining("PKCS#8");
    }

    @Test
    void saysWhenItCannotBeWritten() throws Exception {
        Files.createFile(folder.resolve("tls"));

        assertThatThrownBy(() -> files(NOW).prepare())
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("cannot be written");
    }

    private void makeForeign() throws Exception {
        var keys = SelfSigned.newKeys(new SecureRandom());
        Files.createDirectories(folder.resolve("tls"));
        Files.writeString(cert, Foreign.certificate(keys, NOW));
        Files.writeString(key, SelfSigned.pem(keys.getPrivate()));
    }
}
