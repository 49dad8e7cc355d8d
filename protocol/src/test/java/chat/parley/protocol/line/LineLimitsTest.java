package chat.parley.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LineLimitsTest {

    @Test
    void areThoseOfTheSpecification() {
        assertThat(LineLimits.FROM_CLIENT).isEqualTo(new LineLimits(512, 4096));
    }

    @Test
    void nameTheBoundThatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineLimits(15, 4096))
                .withMessageContaining("maxBodyBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineLimits(512, 1))
                .withMessageContaining("maxTagBytes");
    }
}
