/** Conversations: their order, members, permissions and history; and who is present. */
@NullMarked
package chat.parley.room;

import org.jspecify.annotations.NullMarked;
