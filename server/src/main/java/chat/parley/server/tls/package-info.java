/** The certificates of the listeners: made when there are none, checked when they are given, picked up again when they change. */
@NullMarked
package chat.parley.server.tls;

import org.jspecify.annotations.NullMarked;
