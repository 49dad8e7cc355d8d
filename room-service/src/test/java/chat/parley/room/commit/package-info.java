@NullMarked
package chat.parley.room.commit;

import org.jspecify.annotations.NullMarked;
