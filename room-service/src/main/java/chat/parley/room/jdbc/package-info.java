/** The record of conversations in an SQL database. */
@NullMarked
package chat.parley.room.jdbc;

import org.jspecify.annotations.NullMarked;
