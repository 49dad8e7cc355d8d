/** Who is here: nicks, sessions, away; asked of the presence verticle and told to every relay. */
@NullMarked
package chat.parley.contracts.presence;

import org.jspecify.annotations.NullMarked;
