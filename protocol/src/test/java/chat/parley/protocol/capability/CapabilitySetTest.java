package chat.parley.protocol.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitySetTest {

    @Test
    void findsEveryCapabilityByItsNameOnTheWire() {
        for (Capability capability : Capability.values()) {
            assertThat(Capability.ofWireName(capability.wireName())).isSameAs(capability);
        }
        assertThat(Capability.ofWireName("Batch")).isNull();
        assertThat(Capability.ofWireName("")).isNull();
    }

    @Test
    void saysWhereEachIsSpecifiedUnlessItIsOurs() {
        assertThat(Capability.SETNAME.specification()).isEqualTo("https://ircv3.net/specs/extensions/setname");
        assertThat(Capability.NONCE.specification()).isNull();
    }

    @Test
    void hasRoomForAllInOneInt() {
        assertThat(Capability.values()).hasSizeLessThan(32);
        assertThat(CapabilitySet.ALL.toList()).containsExactly(Capability.values());
        assertThat(new CapabilitySet(CapabilitySet.ALL.bits())).isEqualTo(CapabilitySet.ALL);
        assertThatIllegalArgumentException().isThrownBy(() -> new CapabilitySet(-1));
    }

    @Test
    void addsTakesAwayAndIntersects() {
        CapabilitySet set = CapabilitySet.of(Capability.BATCH, Capability.SASL);

        assertThat(set.has(Capability.SASL)).isTrue();
        assertThat(set.with(Capability.SASL)).isEqualTo(set);
        assertThat(set.without(Capability.SASL)).isEqualTo(CapabilitySet.of(Capability.BATCH));
        assertThat(set.without(Capability.SETNAME)).isEqualTo(set);
        assertThat(set.and(CapabilitySet.of(Capability.SASL, Capability.SETNAME)))
                .isEqualTo(CapabilitySet.of(Capability.SASL));
        assertThat(set.plus(CapabilitySet.of(Capability.SETNAME)).size()).isEqualTo(3);
        assertThat(set.minus(set)).isEqualTo(CapabilitySet.NONE);
        assertThat(CapabilitySet.NONE.isEmpty()).isTrue();
        assertThat(CapabilitySet.ALL.hasAll(set)).isTrue();
        assertThat(set.hasAll(CapabilitySet.ALL)).isFalse();
    }

    @Test
    void leavesOutOfEffectWhatNeedsAnother() {
        CapabilitySet labelsAlone = CapabilitySet.of(Capability.LABELED_RESPONSE, Capability.SETNAME);
        CapabilitySet labels = labelsAlone.with(Capability.BATCH);

        assertThat(labelsAlone.effective()).isEqualTo(CapabilitySet.of(Capability.SETNAME));
        assertThat(labels.effective()).isEqualTo(labels);
        assertThat(CapabilitySet.ALL.effective()).isEqualTo(CapabilitySet.ALL);
    }

    @Test
    void writesTheWordsOfCap() {
        CapabilitySet set = CapabilitySet.of(Capability.BATCH, Capability.SASL);

        assertThat(set.words(Map.of(Capability.SASL, "PLAIN", Capability.SETNAME, "x")))
                .isEqualTo(List.of("sasl=PLAIN", "batch"));
        assertThat(set.words(Map.of())).isEqualTo(List.of("sasl", "batch"));
        assertThat(set).hasToString("sasl batch");
    }
}
