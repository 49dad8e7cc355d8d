package chat.parley.auth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.model.LegacyProof;
import chat.parley.auth.model.NewAccount;
import chat.parley.auth.model.StoredAccount;
import chat.parley.auth.model.Verifier;
import chat.parley.auth.store.AccountStore;
import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.identity.AccountId;
import chat.parley.contracts.metadata.Metadata;
import chat.parley.contracts.metadata.MetadataChange;
import chat.parley.protocol.name.MetadataKey;
import chat.parley.protocol.name.Nickname;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every account store does, whatever the database. */
@ExtendWith(VertxExtension.class)
abstract class AccountStoreContract {
    private static final Verifier VERIFIER = Verifier.derive("correct horse", new byte[] {1}, 1);
    private static final Verifier OTHER = Verifier.derive("battery staple", new byte[] {2}, 1);

    AccountStore store;

    /** Opens the same empty database each time within one test. */
    abstract Future<AccountStore> open(Vertx vertx);

    @BeforeEach
    void openStore(Vertx vertx) {
        store = await(open(vertx));
    }

    @AfterEach
    void closeStore() {
        await(store.close());
    }

    @Test
    void findsWhatWasStored() {
        Account ada = insert("Ada").orElseThrow();
        StoredAccount found = find("Ada").orElseThrow();
        assertThat(found.account()).isEqualTo(ada);
        assertThat(found.account().firstName()).isEqualTo("Ada's");
        assertThat(found.own()).isEqualTo(VERIFIER);
        assertThat(found.legacy()).isNull();
    }

    @Test
    void findsANameInAnyCapitals() {
        insert("Ada[]");
        assertThat(find("aDA[]")).isPresent();
        assertThat(find("ada{}")).isEmpty();
    }

    @Test
    void findsANameInCapitalsOfAnyAlphabet() {
        insert("Зоя");
        assertThat(find("ЗОЯ")).isPresent();
        assertThat(find("зоя")).isPresent();
        assertThat(find("Зоя")).isPresent();
        assertThat(find("Зуя")).isEmpty();
        assertThat(insert("зОя")).isEmpty();
    }

    @Test
    void listsAccountsInTheOrderInWhichTheyWereMade() {
        Account zoya = insert("Зоя").orElseThrow();
        Account ada = insert("Ada").orElseThrow();
        Account bob = insert("bob").orElseThrow();
        await(store.delete(ada.id()));

        assertThat(await(store.page(null, 1))).containsExactly(zoya);
        assertThat(await(store.page(zoya.id(), 5))).containsExactly(bob);
        assertThat(await(store.page(ada.id(), 5))).containsExactly(bob);
        assertThat(await(store.page(bob.id(), 5))).isEmpty();
    }

    @Test
    void findsNothingForAnUnknownName() {
        assertThat(find("Ada")).isEmpty();
        assertThat(find("")).isEmpty();
        assertThat(find("' OR ''='")).isEmpty();
        assertThat(find("A\0da")).isEmpty();
    }

    @Test
    void findsManyWhoAreAskedForTogether(Vertx vertx) {
        List<Account> stored = IntStream.range(0, 250)
                .mapToObj(i -> insert("user" + i).orElseThrow())
                .toList();
        Promise<List<Optional<StoredAccount>>> found = Promise.promise();

        vertx.runOnContext(_turn -> Future.all(IntStream.range(0, 500)
                        .mapToObj(i -> store.find(i % 2 == 0 ? "user" + i : "USER" + i))
                        .toList())
                .map(CompositeFuture::<Optional<StoredAccount>>list)
                .onComplete(found));

        List<Optional<Account>> expected = IntStream.range(0, 500)
                .mapToObj(i -> i < 250 ? Optional.of(stored.get(i)) : Optional.<Account>empty())
                .toList();
        assertThat(await(found.future()))
                .extracting(one -> one.map(StoredAccount::account))
                .isEqualTo(expected);
    }

    @Test
    void storesANameOnce() {
        insert("Ada");
        assertThat(insert("ADA")).isEmpty();
    }

    @Test
    void storesANameOnceWhenAskedForItManyTimesAtOnce() {
        List<Future<Optional<Account>>> attempts = IntStream.range(0, 50)
                .mapToObj(_attempt -> store.insert(account("Ada")))
                .toList();
        await(Future.all(attempts));
        assertThat(attempts.stream().filter(attempt -> attempt.result().isPresent()))
                .hasSize(1);
    }

    @Test
    void countsIdsUp() {
        AccountId ada = insert("Ada").orElseThrow().id();
        AccountId bob = insert("Bob").orElseThrow().id();
        assertThat(bob.value()).isGreaterThan(ada.value());
    }

    @Test
    void changesAVerifier() {
        AccountId ada = insert("Ada").orElseThrow().id();
        assertThat(await(store.setVerifiers(ada, OTHER, null))).isTrue();
        assertThat(find("Ada").orElseThrow().own()).isEqualTo(OTHER);
        assertThat(await(store.setVerifiers(new AccountId(4711), OTHER, null))).isFalse();
    }

    @Test
    void keepsWhatAnAccountSaysOfItself(Vertx vertx) {
        AccountId ada = insert("Ada").orElseThrow().id();
        Metadata said = Metadata.NONE.after(new MetadataChange.Put(Map.of(
                new MetadataKey("display-name"), "Ada \uD83D\uDC9C = Lovelace",
                new MetadataKey("a/b"), "")));
        assertThat(await(store.metadata(ada))).contains(Metadata.NONE);
        assertThat(await(store.replaceMetadata(ada, 0, said))).isTrue();
        await(store.close());
        store = await(open(vertx));
        assertThat(await(store.metadata(ada))).contains(said);
        assertThat(find("Ada").orElseThrow().account().metadata()).isEqualTo(said);
    }

    @Test
    void replacesMetadataOnlyWhereItIsWhatItWasTakenFor() {
        AccountId ada = insert("Ada").orElseThrow().id();
        Metadata one = Metadata.NONE.after(new MetadataChange.Put(Map.of(new MetadataKey("a"), "1")));
        Metadata none = one.after(new MetadataChange.Clear());
        assertThat(await(store.replaceMetadata(ada, 0, one))).isTrue();
        assertThat(await(store.replaceMetadata(ada, 0, one))).isFalse();
        assertThat(await(store.replaceMetadata(ada, 1, none))).isTrue();
        assertThat(await(store.metadata(ada))).contains(none);
        assertThat(await(store.replaceMetadata(new AccountId(4711), 0, one))).isFalse();
    }

    @Test
    void forgetsTheMetadataOfADeletedAccount() {
        AccountId ada = insert("Ada").orElseThrow().id();
        Metadata one = Metadata.NONE.after(new MetadataChange.Put(Map.of(new MetadataKey("a"), "1")));
        await(store.replaceMetadata(ada, 0, one));
        await(store.delete(ada));
        assertThat(await(store.metadata(ada))).isEmpty();
        assertThat(insert("Ada").orElseThrow().metadata()).isEqualTo(Metadata.NONE);
    }

    @Test
    void setsAPasswordThatEnds() {
        AccountId ada = insert("Ada").orElseThrow().id();
        long now = System.currentTimeMillis();
        assertThat(await(store.setPassword(ada, OTHER, null, now + 3_600_000))).isTrue();
        assertThat(find("Ada").orElseThrow().own()).isEqualTo(OTHER);
        assertThat(await(store.setPassword(ada, OTHER, null, now - 1))).isTrue();
        assertThat(find("Ada").orElseThrow().own()).isNull();
        assertThat(await(store.describe("Ada")).orElseThrow().hasPassword()).isFalse();
        assertThat(await(store.setPassword(ada, VERIFIER, null, 0))).isTrue();
        assertThat(find("Ada").orElseThrow().own()).isEqualTo(VERIFIER);
        assertThat(await(store.setPassword(new AccountId(4711), OTHER, null, 0)))
                .isFalse();
    }

    @Test
    void renewingAVerifierDoesNotMakeAPasswordLast() {
        AccountId ada = insert("Ada").orElseThrow().id();
        await(store.setPassword(ada, OTHER, null, 1));
        await(store.setVerifiers(ada, VERIFIER, null));
        assertThat(find("Ada").orElseThrow().own()).isNull();
    }

    @Test
    void listsAccountsInPages() {
        List.of("dora", "Ada", "Carl", "bob_").forEach(this::insert);
        assertThat(names(await(store.list("", "", 3)))).containsExactly("Ada", "bob_", "Carl");
        assertThat(names(await(store.list("", "carl", 3)))).containsExactly("dora");
        assertThat(names(await(store.list("_", "", 3)))).containsExactly("bob_");
        assertThat(await(store.count())).isEqualTo(4);
    }

    @Test
    void findsSomeByTheirIds() {
        Account ada = insert("Ada").orElseThrow();
        insert("Bob");
        List<AccountId> many = new ArrayList<>(
                IntStream.range(100, 1_200).mapToObj(AccountId::new).toList());
        many.add(ada.id());
        assertThat(await(store.find(many))).containsExactly(ada);
        assertThat(await(store.find(List.of()))).isEmpty();
    }

    @Test
    void tellsWhatMayBeTold() {
        Account bob = insert("Bob").orElseThrow();
        assertThat(await(store.describe("bob")))
                .contains(new AccountDetails(bob, "bob@example.org", 1_700_000_000_000L, true, 0));
        assertThat(await(store.describe("Ada"))).isEmpty();
    }

    private static List<String> names(List<AccountDetails> accounts) {
        return accounts.stream().map(details -> details.account().name()).toList();
    }

    @Test
    void deletesAnAccountWithItsNameAndNeverGivesItsIdAgain() {
        AccountId ada = insert("Ada").orElseThrow().id();
        assertThat(await(store.delete(ada))).isTrue();
        assertThat(await(store.delete(ada))).isFalse();
        assertThat(find("Ada")).isEmpty();
        assertThat(insert("ada").orElseThrow().id()).isNotEqualTo(ada);
    }

    @Test
    void keepsEverythingWhenClosedAndOpenedAgain(Vertx vertx) {
        insert("Ada");
        byte[] key = store.falseSaltKey();
        await(store.close());
        store = await(open(vertx));
        assertThat(find("Ada")).isPresent();
        assertThat(store.falseSaltKey()).isEqualTo(key).hasSize(32);
    }

    @Test
    void keepsAndDropsVerifiersOfHexes() {
        AccountId ada = insert("Ada").orElseThrow().id();
        LegacyProof.Wrapped hex = new LegacyProof.Wrapped(OTHER);

        await(store.setVerifiers(ada, VERIFIER, hex));
        assertThat(find("Ada").orElseThrow().legacy()).isEqualTo(hex);

        await(store.dropNeedlessHexes());
        assertThat(find("Ada").orElseThrow().legacy()).isNull();
    }

    @Test
    void keepsTheVerifierOfAHexWhereThereIsNoOther() {
        LegacyProof.Wrapped hex = new LegacyProof.Wrapped(OTHER);
        await(store.insert(new NewAccount(new Nickname("Eve"), "", "", null, null, hex, 0)));

        await(store.dropNeedlessHexes());

        StoredAccount eve = find("Eve").orElseThrow();
        assertThat(eve.own()).isNull();
        assertThat(eve.legacy()).isEqualTo(hex);
    }

    @Test
    void hasNoBareHexesOfItsOwn() {
        insert("Ada");
        assertThat(await(store.bareHexes(10))).isEmpty();
    }

    private Optional<Account> insert(String name) {
        return await(store.insert(account(name)));
    }

    private Optional<StoredAccount> find(String name) {
        return await(store.find(name));
    }

    private static NewAccount account(String name) {
        return new NewAccount(
                new Nickname(name), name + "'s", "\"Lovelace\"", email(name), VERIFIER, null, 1_700_000_000_000L);
    }

    private static @Nullable String email(String name) {
        return name.equals("Bob") ? "bob@example.org" : null;
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within a minute", late);
        }
    }
}
