/**
 * Services, as users of IRC know them: NickServ for accounts, ChanServ for rooms. They are no clients, but answer what is said to
 * their nicks; what is said to them goes nowhere else.
 */
@NullMarked
package chat.parley.relay.services;

import org.jspecify.annotations.NullMarked;
