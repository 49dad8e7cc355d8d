/** Who may do what in a conversation, and why not. Pure. */
@NullMarked
package chat.parley.room.policy;

import org.jspecify.annotations.NullMarked;
