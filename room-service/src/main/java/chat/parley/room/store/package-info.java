/** What the record of conversations has to be able to do, whatever keeps it. */
@NullMarked
package chat.parley.room.store;

import org.jspecify.annotations.NullMarked;
