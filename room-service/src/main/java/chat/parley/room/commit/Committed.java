package chat.parley.room.commit;

import chat.parley.room.model.ChangeSet;
import java.util.List;

/** Is told what was committed, batch after batch. */
public interface Committed {

    /**
     * Answers the requests and tells everybody.
     *
     * @param decided in the order in which they were decided; each is to be answered
     */
    void committed(List<Entry> decided, ChangeSet changes);
}
