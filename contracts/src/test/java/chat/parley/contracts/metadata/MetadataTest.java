package chat.parley.contracts.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.protocol.name.MetadataKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest {
    private static final MetadataKey A = new MetadataKey("a");
    private static final MetadataKey B = new MetadataKey("b");

    private static Metadata of(Map<MetadataKey, String> values) {
        return Metadata.NONE.after(new MetadataChange.Put(values));
    }

    @Test
    void putsAndRemovesAndClears() {
        Metadata both = of(Map.of(A, "1", B, "2"));
        assertThat(both.get(A)).isEqualTo("1");
        assertThat(both.after(new MetadataChange.Put(Map.of(A, "3"))).values()).isEqualTo(Map.of(A, "3", B, "2"));
        assertThat(both.after(new MetadataChange.Remove(List.of(B, new MetadataKey("c"))))
                        .values())
                .isEqualTo(Map.of(A, "1"));
        assertThat(both.after(new MetadataChange.Clear()).isEmpty()).isTrue();
    }

    @Test
    void knowsTheLaterOne() {
        Metadata one = of(Map.of(A, "1"));
        Metadata two = one.after(new MetadataChange.Clear());
        assertThat(one.orLater(two)).isEqualTo(two);
        assertThat(two.orLater(one)).isEqualTo(two);
    }

    @Test
    void namesTheKeysThatDiffer() {
        Metadata one = of(Map.of(A, "1", B, "2"));
        assertThat(one.differencesFrom(Metadata.NONE)).containsExactly(A, B);
        assertThat(of(Map.of(A, "1")).differencesFrom(one)).containsExactly(B);
        assertThat(one.differencesFrom(of(Map.of(B, "2", A, "0")))).containsExactly(A);
        assertThat(one.differencesFrom(of(Map.of(B, "2", A, "1")))).isEmpty();
    }

    @Test
    void isBoundedInAll() {
        Metadata large = of(Map.of(A, "\u00e4".repeat(1_000)));
        assertThat(large.isWithin(9, Metadata.NONE)).isTrue();
        Metadata larger = large.after(new MetadataChange.Put(Map.of(B, "x".repeat(60))));
        assertThat(larger.isWithin(9, large)).isFalse();
        assertThat(larger.isWithin(9, larger)).isTrue();
    }

    @Test
    void mayStayTooMuchButNotGrow() {
        Metadata one = of(Map.of(A, "1", B, "2"));
        assertThat(one.isWithin(1, Metadata.NONE)).isFalse();
        assertThat(one.isWithin(2, Metadata.NONE)).isTrue();
        assertThat(one.after(new MetadataChange.Put(Map.of(A, "x"))).isWithin(1, one))
                .isTrue();
    }
}
