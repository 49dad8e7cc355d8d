/** The one loop that decides, stores and only then answers. */
@NullMarked
package chat.parley.room.commit;

import org.jspecify.annotations.NullMarked;
