package chat.parley.contracts.ban;

import chat.parley.contracts.identity.AccountId;

/** Whom a ban is about. */
public sealed interface BanTarget {

    /** Two targets with the same key are the same target. */
    String key();

    /** As operators write and read it. */
    String text();

    /** Everybody who comes from there. */
    record Addresses(AddressRange range) implements BanTarget {
        @Override
        public String key() {
            return "address:" + range.text();
        }

        @Override
        public String text() {
            return range.text();
        }
    }

    /**
     * Whoever signs in to an account.
     *
     * @param name the account's, when it was banned
     */
    record OfAccount(AccountId account, String name) implements BanTarget {
        @Override
        public String key() {
            return "account:" + account.value();
        }

        @Override
        public String text() {
            return name;
        }
    }
}
