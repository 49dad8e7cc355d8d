package chat.parley.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.contracts.ServiceRequest;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.presence.PresenceSnapshot;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class WireFormatTest {
    private static final WireFormat FORMAT = new WireFormat();
    private static final long SEED = 20_261_125;
    private static final int DAMAGED_A_MESSAGE = 400;

    private static Object there(Object message) {
        return FORMAT.decode(FORMAT.encode(message));
    }

    private static void travels(Object message) {
        assertThat(there(message))
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(EncodedOnce.class)
                .isEqualTo(message);
    }

    @TestFactory
    Stream<DynamicTest> carriesEveryRecord() {
        return FORMAT.types().all().stream()
                .filter(type -> type != Several.class && type != Perhaps.class) // those arrive as what they stand for
                .map(type -> DynamicTest.dynamicTest(
                        String.valueOf(FORMAT.types().name(type)),
                        () -> Samples.of(type).forEach(WireFormatTest::travels)));
    }

    @TestFactory
    Stream<DynamicTest> carriesTheAnswersOfEveryRequest() {
        return FORMAT.types().all().stream()
                .filter(ServiceRequest.class::isAssignableFrom)
                .map(request -> DynamicTest.dynamicTest(
                        String.valueOf(FORMAT.types().name(request)),
                        () -> Samples.of(answerOf(request)).forEach(WireFormatTest::travels)));
    }

    private static Type answerOf(Class<?> request) {
        return ((ParameterizedType) request.getGenericInterfaces()[0]).getActualTypeArguments()[0];
    }

    @Test
    void knowsEveryRecordOfTheContracts() throws Exception {
        assertThat(FORMAT.types().all()).containsAll(recordsOfTheContracts());
    }

    private static List<Class<?>> recordsOfTheContracts() throws IOException, ClassNotFoundException {
        Path classes = Path.of("target", "classes");
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace(java.io.File.separatorChar, '.'))
                    .toList();
        }
        List<Class<?>> records = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, WireFormatTest.class.getClassLoader());
            if (type.isRecord() && type != Malformed.class) {
                records.add(type);
            }
        }
        return records;
    }

    @Test
    void livesThroughDamagedBytes() {
        Random random = new Random(SEED);
        for (Class<?> type : FORMAT.types().all()) {
            byte[] good = FORMAT.encode(Samples.of(type).getFirst());
            for (int i = 0; i < DAMAGED_A_MESSAGE; i++) {
                assertThat(FORMAT.decode(damaged(good, random))).isNotNull();
            }
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length + 1)) : good.clone();
        for (int i = random.nextInt(8); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void livesThroughNoise() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(FORMAT.decode(noise)).isNotNull();
        }
    }

    @Test
    void makesNothingButTheContractsTypes() throws IOException {
        for (String name : List.of(
                "java.util.ArrayList",
                "java.lang.ProcessBuilder",
                "Malformed",
                "chat.parley.contracts.account.Account")) {
            byte[] foreign = cbor(out -> {
                out.writeStartArray();
                out.writeString(name);
                out.writeStartObject();
                out.writeEndObject();
                out.writeEndArray();
            });
            assertThat(FORMAT.decode(foreign)).as(name).isInstanceOf(Malformed.class);
        }
        assertThatThrownBy(() -> FORMAT.encode(new Malformed("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FORMAT.encode(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passesOverWhatALaterVersionAdds() throws IOException {
        byte[] later = cbor(out -> {
            out.writeStartArray();
            out.writeString("Failure.Unavailable");
            out.writeStartObject();
            out.writeBooleanField("certain", true);
            out.writeArrayFieldStart("later");
            out.writeNumber(1);
            out.writeEndArray();
            out.writeStringField("text", "later");
            out.writeEndObject();
            out.writeEndArray();
        });
        assertThat(FORMAT.decode(later)).isEqualTo(new Failure.Unavailable(true, "later"));
    }

    @Test
    void readsWhatAnEarlierVersionDidNotKnowAsNothing() throws IOException {
        byte[] earlier = cbor(out -> {
            out.writeStartArray();
            out.writeString("Failure.Rejected");
            out.writeStartObject();
            out.writeStringField("reason", Reason.NICK_IN_USE.name());
            out.writeEndObject();
            out.writeEndArray();
        });
        assertThat(FORMAT.decode(earlier)).hasFieldOrPropertyWithValue("reason", Reason.NICK_IN_USE);
    }

    @Test
    void checksWhatArrivesAsItsConstructorsDo() throws IOException {
        byte[] badName = cbor(out -> {
            out.writeStartArray();
            out.writeString("RoomRequest.Describe");
            out.writeStartObject();
            out.writeStringField("room", "#no room");
            out.writeEndObject();
            out.writeEndArray();
        });
        assertThat(FORMAT.decode(badName)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(FORMAT.decode(new byte[WireFormat.MAX_BYTES + 1])).isInstanceOf(Malformed.class);
        Secret huge = new Secret(new byte[WireFormat.MAX_BYTES]);
        assertThatThrownBy(() -> FORMAT.encode(new AccountRequest.ContinueSasl(1, huge)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void nestsOnlySoDeep() throws IOException {
        byte[] deep = cbor(out -> {
            for (int i = 0; i < 900; i++) {
                out.writeStartArray();
                out.writeString("Several");
            }
        });
        assertThat(FORMAT.decode(deep)).isInstanceOf(Malformed.class);
    }

    @Test
    void saysNothingOfWhatWasWrong() throws IOException {
        byte[] secretInTheWrongPlace = cbor(out -> {
            out.writeStartArray();
            out.writeString("AccountRequest.ContinueSasl");
            out.writeStartObject();
            out.writeStringField("exchange", "hunter2");
            out.writeEndObject();
            out.writeEndArray();
        });
        assertThat(FORMAT.decode(secretInTheWrongPlace))
                .isInstanceOf(Malformed.class)
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void encodesWhatGoesToSeveralOnce() {
        EncodedOnce once = new EncodedOnce();
        int[] encodings = new int[1];
        Object part = new PresenceSnapshot(1, 2, List.of());
        byte[] first = once.bytes(part, what -> count(encodings, what));
        byte[] second = once.bytes(part, what -> count(encodings, what));
        assertThat(second).isSameAs(first);
        assertThat(encodings[0]).isOne();
    }

    private static byte[] count(int[] encodings, Object what) {
        encodings[0]++;
        return what.toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Writing {
        void to(CBORGenerator out) throws IOException;
    }

    private static byte[] cbor(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CBORGenerator out = new CBORFactory().createGenerator(bytes);
        out.disable(com.fasterxml.jackson.core.JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        writing.to(out);
        out.close();
        return bytes.toByteArray();
    }
}
