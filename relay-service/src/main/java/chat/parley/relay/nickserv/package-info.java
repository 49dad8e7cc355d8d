/**
 * NickServ: accounts for people whose client has no other way to them. It is no client, but answers what is said to its nick; what
 * is said to it goes nowhere else.
 */
@NullMarked
package chat.parley.relay.nickserv;

import org.jspecify.annotations.NullMarked;
