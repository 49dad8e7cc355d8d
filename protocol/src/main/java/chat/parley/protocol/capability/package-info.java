/**
 * IRCv3 capabilities: what there is, what needs what, and sets of them.
 */
@NullMarked
package chat.parley.protocol.capability;

import org.jspecify.annotations.NullMarked;
