package chat.parley.contracts.status;

/**
 * One life of one process. A restarted process is another one.
 *
 * @param name of the node, which a restart keeps: letters, digits, dot and dash, 1 to 40 of them
 * @param incarnation of this life: letters and digits, 1 to 20 of them
 */
public record NodeId(String name, String incarnation) {
    public NodeId {
        if (!name.matches("[A-Za-z0-9.-]{1,40}") || !incarnation.matches("[A-Za-z0-9]{1,20}")) {
            throw new IllegalArgumentException("not a node id: " + name + " " + incarnation);
        }
    }

    /** Both in one word, for instance {@code relay1.k3x9}. */
    @Override
    public String toString() {
        return name + "." + incarnation;
    }
}
