package chat.parley.auth.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenExchangesTest {
    private final OpenExchanges exchanges = new OpenExchanges(2, 100);

    @Test
    void opensNoMoreThanItsBound() {
        long first = open(0);
        open(0);
        assertThat(exchanges.open(new PlainExchange(), "PLAIN", "192.0.2.1", 0)).isNull();
        exchanges.abort(first);
        assertThat(open(0)).isGreaterThan(first);
    }

    @Test
    void countsThoseThatAreWorkedOn() {
        long first = open(0);
        open(0);
        exchanges.take(first, 0);
        assertThat(exchanges.open(new PlainExchange(), "PLAIN", "192.0.2.1", 0)).isNull();
        exchanges.over();
        open(0);
    }

    @Test
    void handsEachOutToOneAtATime() {
        long id = open(0);
        OpenExchanges.Open taken = exchanges.take(id, 0);
        assertThat(taken).isNotNull();
        assertThat(exchanges.take(id, 0)).isNull();
        exchanges.putBack(taken, 0);
        assertThat(exchanges.take(id, 0)).isSameAs(taken);
    }

    @Test
    void givesEachMessageAMinute() {
        long id = open(0);
        OpenExchanges.Open taken = exchanges.take(id, 59_999);
        assertThat(taken).isNotNull();
        exchanges.putBack(taken, 59_999);
        assertThat(exchanges.take(id, 59_999 + 59_999)).isNotNull();
    }

    @Test
    void makesRoomWhenOthersHaveExpired() {
        long id = open(0);
        open(1);
        open(60_000);
        assertThat(exchanges.take(id, 60_000)).isNull();
        assertThat(exchanges.size()).isEqualTo(2);
    }

    private long open(long nowMillis) {
        OpenExchanges.Open open = exchanges.open(new PlainExchange(), "PLAIN", "192.0.2.1", nowMillis);
        assertThat(open).isNotNull();
        return open.id();
    }
}
