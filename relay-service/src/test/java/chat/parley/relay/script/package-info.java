/** Plays conversations of clients with sessions, against services that live in memory. */
@NullMarked
package chat.parley.relay.script;

import org.jspecify.annotations.NullMarked;
