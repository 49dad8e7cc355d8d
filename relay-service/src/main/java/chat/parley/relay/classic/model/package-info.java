/** The protocol of the chat room that Parley descends from, put into IRC and back. Pure. */
@NullMarked
package chat.parley.relay.classic.model;

import org.jspecify.annotations.NullMarked;
