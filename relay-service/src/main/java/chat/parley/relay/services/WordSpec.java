package chat.parley.relay.services;

/**
 * What is checked before a {@link Word} runs, and what HELP tells of it.
 *
 * @param name in capitals
 * @param minArguments how many there have to be
 * @param secret a password goes with it, which not every connection may carry
 * @param syntax for people, without the name
 * @param purpose what it is for, in one line
 */
record WordSpec(String name, int minArguments, boolean secret, String syntax, String purpose) {

    static WordSpec of(String name, int minArguments, String syntax, String purpose) {
        return new WordSpec(name, minArguments, false, syntax, purpose);
    }

    WordSpec withPassword() {
        return new WordSpec(name, minArguments, true, syntax, purpose);
    }

    /** How it is written. */
    String usage() {
        return (name + " " + syntax).strip();
    }
}
