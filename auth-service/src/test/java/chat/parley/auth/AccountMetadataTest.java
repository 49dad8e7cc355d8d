package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountRequest.ChangeMetadata;
import chat.parley.contracts.account.AccountRequest.FindAccount;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.name.MetadataKey;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountMetadataTest extends RunningAuth {
    private static final MetadataKey NAME = new MetadataKey("display-name");
    private static final MetadataKey AVATAR = new MetadataKey("avatar");

    private static ChangeMetadata put(Account account, MetadataKey key, String value, int mostKeys) {
        return new ChangeMetadata(account.id(), new MetadataChange.Put(Map.of(key, value)), mostKeys);
    }

    @Test
    void isToldWithTheAccountFromThenOn(Vertx vertx) {
        Account ada = auth.register("Ada", "correct horse");

        Metadata said = auth.ask(put(ada, NAME, "Ada the First", 5));

        assertThat(said).isEqualTo(new Metadata(1, Map.of(NAME, "Ada the First")));
        assertThat(auth.signIn("Ada", "correct horse").metadata()).isEqualTo(said);
        restart(vertx);
        assertThat(auth.ask(new FindAccount("ada")))
                .get()
                .extracting(Account::metadata)
                .isEqualTo(said);
    }

    @Test
    void countsEveryChangeAndNothingElse() {
        Account ada = auth.register("Ada", "correct horse");
        auth.ask(put(ada, NAME, "one", 5));
        assertThat(auth.ask(put(ada, NAME, "one", 5)).version()).isEqualTo(1);
        assertThat(auth.ask(new ChangeMetadata(ada.id(), new MetadataChange.Remove(List.of(AVATAR)), 5))
                        .version())
                .isEqualTo(1);
        assertThat(auth.ask(new ChangeMetadata(ada.id(), new MetadataChange.Clear(), 5)))
                .isEqualTo(new Metadata(2, Map.of()));
    }

    @Test
    void boundsTheKeysOfAnAccount() {
        Account ada = auth.register("Ada", "correct horse");
        auth.ask(put(ada, NAME, "one", 1));
        assertThat(auth.refused(put(ada, AVATAR, "two", 1)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.METADATA_FULL));
        assertThat(auth.ask(put(ada, NAME, "other", 1)).get(NAME)).isEqualTo("other");
    }

    @Test
    void losesNothingOfManyChangesAtOnce() {
        Account ada = auth.register("Ada", "correct horse");
        List<ChangeMetadata> changes = IntStream.range(0, 4)
                .mapToObj(i -> put(ada, new MetadataKey("key" + i), "value", 10))
                .toList();
        List<Metadata> answers = auth.askTogether(changes);
        assertThat(answers).extracting(Metadata::version).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(auth.signIn("Ada", "correct horse").metadata().values()).hasSize(4);
    }

    @Test
    void isNothingForNobody() {
        assertThat(auth.refused(new ChangeMetadata(new AccountId(99), new MetadataChange.Clear(), 5)))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_ACCOUNT));
    }
}
