package chat.parley.contracts.identity;

/**
 * One life of a relay process. A restarted relay is another one: its earlier sessions are gone.
 *
 * @param value node name and incarnation, for instance {@code relay1.k3x9}; letters, digits, dot and dash
 */
public record RelayId(String value) {
    public RelayId {
        if (!value.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("not a relay id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
