package chat.parley.contracts.bus;

import java.util.List;

/** How an answer that is a list crosses the wire: each element with its type. */
record Several(List<Object> elements) {
    Several {
        elements = List.copyOf(elements);
    }
}
