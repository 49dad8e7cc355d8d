/** What clients can ask for: one class a command, each declaring what is checked before it runs. Pure, like the session. */
@NullMarked
package chat.parley.relay.command;

import org.jspecify.annotations.NullMarked;
