/**
 * What one event loop of a relay knows of people and rooms: replicas that follow the services' streams, from which most questions
 * of clients are answered without asking anybody. Pure: no sockets, no clock, no logging.
 */
@NullMarked
package chat.parley.relay.view;

import org.jspecify.annotations.NullMarked;
