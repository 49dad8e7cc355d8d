/**
 * What Parley's services say to each other: requests with typed answers, the events that follow from them, and the one way a
 * request fails. Only this module touches the event bus; addresses, codecs and timeouts stay inside {@code bus}.
 */
@NullMarked
package chat.parley.contracts;

import org.jspecify.annotations.NullMarked;
